package io.kubenet.controlplane.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A topologySpreadConstraint.
 *
 * @param isHard whether it forbids nodes (DoNotSchedule) or only dislikes them (ScheduleAnyway)
 * @param maxSkew how many more of the Pods a domain may have than the one with least
 * @param topologyKey the node label that makes the domains
 * @param selector the Pods that are counted, in the Pod's namespace; empty for none
 * @param minDomains with fewer domains the least counts as 0
 * @param matchLabelKeys labels whose values in the Pod the counted ones must have too
 * @param policies which nodes count
 */
public record SpreadConstraint(
    boolean isHard,
    int maxSkew,
    String topologyKey,
    Optional<LabelSelector> selector,
    int minDomains,
    List<String> matchLabelKeys,
    NodePolicies policies) {

  /**
   * Which nodes count.
   *
   * @param honorsAffinity only those that the Pod's selector and affinity choose
   * @param honorsTaints only those whose taints the Pod tolerates
   */
  public record NodePolicies(boolean honorsAffinity, boolean honorsTaints) {}

  public SpreadConstraint {
    matchLabelKeys = ImmutableList.copyOf(matchLabelKeys);
  }

  /**
   * Whether a Pod with these labels counts for one with those; an empty selector counts none
   * (countPodsMatchSelector).
   */
  public boolean counts(Map<String, String> counted, Map<String, String> incoming) {
    boolean isEmpty =
        matchLabelKeys.isEmpty() && selector.filter(LabelSelector::isEmpty).isPresent();
    return !isEmpty && means(counted, incoming);
  }

  /** Whether a Pod counts for itself: an empty selector means it. */
  public boolean countsItself(Map<String, String> labels) {
    return means(labels, labels);
  }

  private boolean means(Map<String, String> counted, Map<String, String> incoming) {
    return selector.filter(s -> s.matches(counted)).isPresent()
        && matchLabelKeys.stream()
            .filter(incoming::containsKey)
            .allMatch(key -> incoming.get(key).equals(counted.get(key)));
  }
}
