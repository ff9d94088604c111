package io.kubenet.jqwik;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Sequences of changes that a cluster can go through. */
final class ChangeArbitrary {

  private ChangeArbitrary() {}

  /** From one to that many changes of a cluster. */
  static Arbitrary<List<ChangeSpec>> of(ClusterSpec cluster, int max) {
    Arbitrary<Draft> drafts =
        Combinators.combine(Arbitraries.of(Draft.Kind.class), Arbitraries.integers().between(0, 98))
            .as(Draft::new);
    return drafts
        .list()
        .ofMinSize(1)
        .ofMaxSize(max)
        .map(list -> changes(cluster, list))
        .filter(changes -> !changes.isEmpty());
  }

  private static List<ChangeSpec> changes(ClusterSpec cluster, List<Draft> drafts) {
    ChangingCluster changing = new ChangingCluster(cluster);
    return drafts.stream().flatMap(draft -> changing.change(draft).stream()).toList();
  }

  /**
   * A change of something that is found where the sequence has come to.
   *
   * @param kind what happens
   * @param place to whom
   */
  record Draft(Kind kind, int place) {

    /** What happens. */
    enum Kind {
      POD_UNREADY,
      POD_READY,
      POD_TERMINATING,
      POD_DELETED,
      POD_ADDED,
      WORKLOAD_SCALED,
      SERVICE_CHANGED,
      SERVICE_DELETED,
      POLICY_DELETED,
      PROXY_PAUSED,
      PROXY_RESUMED,
      NODE_CORDONED,
      NODE_FAILED
    }
  }
}
