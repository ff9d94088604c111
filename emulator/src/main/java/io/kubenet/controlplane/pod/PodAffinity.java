package io.kubenet.controlplane.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.Namespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Pods that a Pod must be near to, or apart from.
 *
 * @param near required affinity: all terms must hold
 * @param apart required anti-affinity: no term may be violated
 * @param preferred what it would rather have
 */
public record PodAffinity(List<Term> near, List<Term> apart, List<Preference> preferred) {

  /** Of a Pod that asks for nothing. */
  public static final PodAffinity NONE =
      new PodAffinity(ImmutableList.of(), ImmutableList.of(), ImmutableList.of());

  /**
   * Pods, and what counts as one place.
   *
   * @param selector the Pods by their labels; empty for none
   * @param namespaces their namespaces by name
   * @param namespaceSelector their namespaces by labels; empty for none by labels
   * @param topologyKey the node label that is the same within a place
   * @param keys labels of the Pod itself that the others must have, or must not have
   */
  public record Term(
      Optional<LabelSelector> selector,
      List<String> namespaces,
      Optional<LabelSelector> namespaceSelector,
      String topologyKey,
      LabelKeys keys) {

    public Term {
      namespaces = ImmutableList.copyOf(namespaces);
    }

    /**
     * The term of a Pod with these labels: what its keys mean is in its selector
     * (applyMatchLabelKeysAndMismatchLabelKeys of the Pod strategy, v1.36).
     */
    Term of(Map<String, String> labels) {
      return new Term(
          selector.map(s -> keys.addedTo(s, labels)),
          namespaces,
          namespaceSelector,
          topologyKey,
          LabelKeys.NONE);
    }

    /** Whether it means a Pod of a namespace. */
    public boolean matches(PodObject pod, Optional<Namespace> namespace) {
      return selector.filter(s -> s.matches(pod.labels())).isPresent()
          && (namespaces.contains(pod.name().namespace())
              || namespaceSelector
                  .filter(s -> namespace.map(n -> s.matches(n.labels())).orElse(false))
                  .isPresent());
    }
  }

  /**
   * Keys of labels whose values the Pod that has the term gives.
   *
   * @param equal what others must have the same value of
   * @param other what others must not have the same value of
   */
  public record LabelKeys(List<String> equal, List<String> other) {

    public static final LabelKeys NONE = new LabelKeys(ImmutableList.of(), ImmutableList.of());

    public LabelKeys {
      equal = ImmutableList.copyOf(equal);
      other = ImmutableList.copyOf(other);
    }

    private LabelSelector addedTo(LabelSelector selector, Map<String, String> labels) {
      return new LabelSelector(
          selector.matchLabels(),
          ImmutableList.<LabelSelector.Requirement>builder()
              .addAll(selector.matchExpressions())
              .addAll(requirements(equal, LabelSelector.Operator.IN, labels))
              .addAll(requirements(other, LabelSelector.Operator.NOT_IN, labels))
              .build());
    }

    private static List<LabelSelector.Requirement> requirements(
        List<String> keys, LabelSelector.Operator operator, Map<String, String> labels) {
      return keys.stream()
          .filter(labels::containsKey)
          .map(
              key ->
                  new LabelSelector.Requirement(key, operator, ImmutableList.of(labels.get(key))))
          .collect(ImmutableList.toImmutableList());
    }
  }

  /**
   * A preference.
   *
   * @param term the Pods
   * @param weight 1 to 100; negative to be apart from them
   */
  public record Preference(Term term, int weight) {}

  /** What a Pod with these labels has of it. */
  public PodAffinity of(Map<String, String> labels) {
    return new PodAffinity(
        near.stream().map(term -> term.of(labels)).toList(),
        apart.stream().map(term -> term.of(labels)).toList(),
        preferred.stream().map(p -> new Preference(p.term().of(labels), p.weight())).toList());
  }

  public PodAffinity {
    near = ImmutableList.copyOf(near);
    apart = ImmutableList.copyOf(apart);
    preferred = ImmutableList.copyOf(preferred);
  }
}
