package io.kubenet.controlplane.scheduler;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.NodeUsage;
import io.kubenet.controlplane.store.Store;
import io.kubenet.model.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The order in which a Pod likes the nodes that fit, the best first.
 *
 * <p>What the Pod and its neighbours prefer is weighed as the default profile does. Then come the
 * constraints that the scheduler has for all Pods, by which siblings are spread over hosts and
 * zones, then the node with most left of CPU and memory, with fewest Pods that stay, the first by
 * name.
 */
final class NodeOrder implements Comparator<Node> {

  private static final int TAINT_WEIGHT = 3;
  private static final int OTHER_WEIGHT = 2;

  private final PodObject pod;
  private final Store store;
  private final Map<String, Integer> zones = new TreeMap<>();
  private final int nodes;
  private final Comparator<Node> order;

  NodeOrder(PodObject pod, Store store, List<Node> fitting) {
    this.pod = pod;
    this.store = store;
    this.nodes = fitting.size();
    store
        .cluster()
        .nodes()
        .forEach(n -> n.zone().ifPresent(z -> zones.merge(z, siblings(n), Integer::sum)));
    ToLongFunction<Node> liked = liked(fitting);
    this.order =
        Comparator.<Node>comparingLong(node -> -liked.applyAsLong(node))
            .thenComparing(this::crowd)
            .thenComparing(node -> -room(node))
            .thenComparing(node -> usage(node).active())
            .thenComparing(Node::name);
  }

  @Override
  public int compare(Node one, Node other) {
    return order.compare(one, other);
  }

  /** Nothing where neither the Pod nor a neighbour nor a node has a preference. */
  private ToLongFunction<Node> liked(List<Node> fitting) {
    SpreadScore constraints = new SpreadScore(pod, store);
    NeighbourScore neighbours = new NeighbourScore(pod, store);
    boolean isIndifferent =
        pod.spec().placement().nodes().preferred().isEmpty()
            && constraints.isEmpty()
            && neighbours.isEmpty()
            && fitting.stream().allMatch(node -> unlovedTaints(node) == 0);
    if (isIndifferent) {
      return node -> 0;
    }
    Score taints = Score.of(fitting, this::unlovedTaints).reversed();
    Score affinity = Score.of(fitting, pod.spec().placement().nodes()::weight).inProportion();
    Score near = Score.of(fitting, neighbours::of).stretched();
    Score spread = constraints.of(fitting);
    return node ->
        TAINT_WEIGHT * taints.of(node)
            + OTHER_WEIGHT * (affinity.of(node) + near.of(node) + spread.of(node));
  }

  private long unlovedTaints(Node node) {
    return node.taints().stream()
        .filter(taint -> taint.effect() == Node.Effect.PREFER_NO_SCHEDULE)
        .filter(t -> !NodeFilters.tolerates(pod.spec().placement().tolerations(), t))
        .count();
  }

  /** Siblings on the host and in its zone, weighed by systemDefaultConstraints. */
  private double crowd(Node node) {
    int inZone = node.zone().map(zones::get).orElse(0);
    return siblings(node) * StrictMath.log(nodes + 2.0)
        + inZone * StrictMath.log(zones.size() + 2.0);
  }

  private int siblings(Node node) {
    return pod.metadata().owner().map(o -> usage(node).owners().getOrDefault(o, 0)).orElse(0);
  }

  /** What the Pod leaves of CPU and memory, of a hundred (leastResourceScorer). */
  private long room(Node node) {
    return (left(node, "cpu") + left(node, "memory")) / 2;
  }

  private long left(Node node, String resource) {
    long total = node.allocatable().getOrDefault(resource, 0L);
    long taken =
        usage(node).requested().getOrDefault(resource, 0L)
            + pod.spec().placement().requests().getOrDefault(resource, 0L);
    return total == 0 || taken > total ? 0 : (long) ((double) (total - taken) / total * Score.MOST);
  }

  private NodeUsage usage(Node node) {
    return store.pods().usage(node.name());
  }
}
