package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Sequences of changes that a cluster can go through. */
final class ChangeArbitrary {

  private static final int MOST_PODS = 99;

  /** What happens to whom; whom it happens to is found where the sequence has come to. */
  private record Draft(Kind kind, int place) {}

  private enum Kind {
    READY,
    UNREADY,
    TERMINATING,
    DELETED,
    ADDED
  }

  private final ClusterSpec cluster;

  private ChangeArbitrary(ClusterSpec cluster) {
    this.cluster = cluster;
  }

  /** Up to that many changes of a cluster. */
  static Arbitrary<List<ChangeSpec>> of(ClusterSpec cluster, int max) {
    Arbitrary<Draft> drafts =
        Combinators.combine(
                Arbitraries.of(Kind.class), Arbitraries.integers().between(0, MOST_PODS - 1))
            .as(Draft::new);
    return drafts.list().ofMinSize(1).ofMaxSize(max).map(new ChangeArbitrary(cluster)::sequence);
  }

  private List<ChangeSpec> sequence(List<Draft> drafts) {
    List<PodSpec> pods = new ArrayList<>(cluster.pods());
    int next = pods.size() + 1;
    ImmutableList.Builder<ChangeSpec> changes = ImmutableList.builder();
    for (Draft draft : drafts) {
      if (draft.kind() != Kind.ADDED && !pods.isEmpty()) {
        changes.add(change(draft.kind(), draft.place() % pods.size(), pods));
      } else if (next <= MOST_PODS) {
        PodSpec added = pod(next++, draft.place());
        pods.add(added);
        changes.add(new ChangeSpec.Added(added, cluster.families()));
      }
    }
    return changes.build();
  }

  private static ChangeSpec change(Kind kind, int place, List<PodSpec> pods) {
    String pod = pods.get(place).fullName();
    return switch (kind) {
      case READY -> new ChangeSpec.Ready(pod);
      case UNREADY -> new ChangeSpec.Unready(pod);
      case TERMINATING -> new ChangeSpec.Terminating(pod);
      case DELETED, ADDED -> new ChangeSpec.Deleted(pods.remove(place).fullName());
    };
  }

  private PodSpec pod(int number, int place) {
    NodeSpec node = cluster.nodes().get(place % cluster.nodes().size());
    return new PodSpec(number, "api", node, PodSpec.State.READY, PodSpec.Network.POD);
  }
}
