package io.kubenet.controlplane.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.Namespace;
import java.util.List;
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
   */
  public record Term(
      Optional<LabelSelector> selector,
      List<String> namespaces,
      Optional<LabelSelector> namespaceSelector,
      String topologyKey) {

    public Term {
      namespaces = ImmutableList.copyOf(namespaces);
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
   * A preference.
   *
   * @param term the Pods
   * @param weight 1 to 100; negative to be apart from them
   */
  public record Preference(Term term, int weight) {}

  public PodAffinity {
    near = ImmutableList.copyOf(near);
    apart = ImmutableList.copyOf(apart);
    preferred = ImmutableList.copyOf(preferred);
  }
}
