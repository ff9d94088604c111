package io.kubenet.controlplane.scheduler;

import com.google.common.collect.ImmutableSet;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.model.Node;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a change lets a waiting Pod be looked at again: the queueing hints of the filters that
 * rejected it (v1.36). Until then its message stays as it was.
 */
public final class Retry {

  private static final ImmutableSet<String> BY_NEIGHBOURS =
      ImmutableSet.of(SpreadFilter.NAME, AffinityFilter.NAME);

  private static final ImmutableSet<String> BY_PODS =
      ImmutableSet.of(
          NodeFilters.NODE_PORTS, ResourceFilter.NAME, SpreadFilter.NAME, AffinityFilter.NAME);

  private Retry() {}

  /** Whether Pods that found a node may let one through that these filters rejected. */
  public static boolean afterPodsCame(Collection<String> filters) {
    return filters.stream().anyMatch(BY_NEIGHBOURS::contains);
  }

  /** Whether Pods that went may let one through that these filters rejected. */
  public static boolean afterPodsWent(Collection<String> filters) {
    return filters.stream().anyMatch(BY_PODS::contains);
  }

  /**
   * Whether a node that came or changed may let a Pod through.
   *
   * @param filters the filters that rejected it; none if there was no node
   * @param before the node as it was; empty if it is new
   */
  public static boolean afterNode(
      PodObject pod, Set<String> filters, Optional<Node> before, Node node) {
    return filters.isEmpty()
        || filters.stream().anyMatch(filter -> helps(filter, pod, before, node));
  }

  private static boolean helps(String filter, PodObject pod, Optional<Node> before, Node node) {
    return switch (filter) {
      case NodeFilters.NODE_UNSCHEDULABLE -> turns(before, node, n -> !n.isUnschedulable());
      case NodeFilters.TAINT_TOLERATION ->
          turns(before, node, n -> NodeFilters.tainted(pod, n).isEmpty());
      case NodeFilters.NODE_AFFINITY ->
          turns(before, node, n -> NodeFilters.unwanted(pod, n).isEmpty());
      case ResourceFilter.NAME ->
          before.map(b -> !b.allocatable().equals(node.allocatable())).orElse(true);
      default -> before.map(b -> !b.labels().equals(node.labels())).orElse(true);
    };
  }

  private static boolean turns(Optional<Node> before, Node node, Predicate<Node> condition) {
    return condition.test(node) && !before.map(condition::test).orElse(false);
  }
}
