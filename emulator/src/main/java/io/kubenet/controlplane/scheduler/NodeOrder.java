package io.kubenet.controlplane.scheduler;

import io.kubenet.controlplane.pod.PodAffinity;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.NodeUsage;
import io.kubenet.controlplane.store.Store;
import io.kubenet.model.Node;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The order in which a Pod likes nodes, the best first. */
final class NodeOrder implements Comparator<Node> {

  private final PodObject pod;
  private final Store store;
  private final Comparator<Node> order;

  NodeOrder(PodObject pod, Store store) {
    this.pod = pod;
    this.store = store;
    Map<String, Map<String, Integer>> liking = liking();
    this.order =
        Comparator.comparingLong(this::unlovedTaints)
            .thenComparing(node -> -weight(node, liking))
            .thenComparing(this::siblings)
            .thenComparing(node -> usage(node).pods())
            .thenComparing(Node::name);
  }

  @Override
  public int compare(Node one, Node other) {
    return order.compare(one, other);
  }

  private long unlovedTaints(Node node) {
    return node.taints().stream()
        .filter(taint -> taint.effect() == Node.Effect.PREFER_NO_SCHEDULE)
        .filter(t -> !NodeFilters.tolerates(pod.spec().placement().tolerations(), t))
        .count();
  }

  private int weight(Node node, Map<String, Map<String, Integer>> liking) {
    int near = 0;
    for (Map.Entry<String, Map<String, Integer>> key : liking.entrySet()) {
      String value = node.labels().get(key.getKey());
      near += value == null ? 0 : key.getValue().getOrDefault(value, 0);
    }
    return near + pod.spec().placement().nodes().weight(node);
  }

  /** By topology key and value, what the Pods there weigh by the Pod's preferred affinity. */
  private Map<String, Map<String, Integer>> liking() {
    Map<String, Map<String, Integer>> liking = new TreeMap<>();
    for (PodAffinity.Preference preference : pod.spec().placement().affinity().preferred()) {
      for (PodObject other : store.pods().all()) {
        if (matches(preference.term(), other)) {
          add(liking, preference, other);
        }
      }
    }
    return liking;
  }

  private boolean matches(PodAffinity.Term term, PodObject other) {
    return term.matches(other, store.cluster().namespace(other.name().namespace()));
  }

  private void add(
      Map<String, Map<String, Integer>> liking,
      PodAffinity.Preference preference,
      PodObject other) {
    String key = preference.term().topologyKey();
    other
        .nodeName()
        .flatMap(store.cluster()::node)
        .map(node -> node.labels().get(key))
        .ifPresent(
            value ->
                liking
                    .computeIfAbsent(key, k -> new TreeMap<>())
                    .merge(value, preference.weight(), Integer::sum));
  }

  private int siblings(Node node) {
    return pod.metadata().owner().map(o -> usage(node).owners().getOrDefault(o, 0)).orElse(0);
  }

  private NodeUsage usage(Node node) {
    return store.pods().usage(node.name());
  }
}
