package io.kubenet.controlplane.scheduler;

import io.kubenet.controlplane.pod.PodAffinity;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Store;
import io.kubenet.model.Node;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the Pods that run already weigh for a Pod's place: by its preferences, and by theirs
 * (interpodaffinity scoring.go processExistingPod, v1.36).
 */
final class NeighbourScore {

  /** What a required affinity of others weighs (HardPodAffinityWeight). */
  private static final int REQUIRED = 1;

  private final PodObject pod;
  private final Store store;
  private final Map<String, Map<String, Integer>> weights = new TreeMap<>();

  NeighbourScore(PodObject pod, Store store) {
    this.pod = pod;
    this.store = store;
    PodAffinity affinity = pod.spec().placement().affinity();
    if (!affinity.preferred().isEmpty()) {
      store.pods().all().stream()
          .filter(other -> !other.isFinished())
          .forEach(other -> affinity.preferred().forEach(p -> add(p, other, other)));
    }
    store.pods().choosy().forEach(this::addOpinions);
  }

  private void addOpinions(PodObject other) {
    PodAffinity affinity = other.spec().placement().affinity();
    affinity.preferred().forEach(preference -> add(preference, pod, other));
    affinity.near().forEach(term -> add(new PodAffinity.Preference(term, REQUIRED), pod, other));
  }

  /** Adds a preference that means a Pod to the places that another one is in. */
  private void add(PodAffinity.Preference preference, PodObject meant, PodObject there) {
    PodAffinity.Term term = preference.term();
    if (!term.matches(meant, store.cluster().namespace(meant.name().namespace()))) {
      return;
    }
    there
        .nodeName()
        .flatMap(store.cluster()::node)
        .map(node -> node.labels().get(term.topologyKey()))
        .ifPresent(
            value ->
                weights
                    .computeIfAbsent(term.topologyKey(), key -> new TreeMap<>())
                    .merge(value, preference.weight(), Integer::sum));
  }

  boolean isEmpty() {
    return weights.isEmpty();
  }

  long of(Node node) {
    long sum = 0;
    for (Map.Entry<String, Map<String, Integer>> key : weights.entrySet()) {
      String value = node.labels().get(key.getKey());
      sum += value == null ? 0 : key.getValue().getOrDefault(value, 0);
    }
    return sum;
  }
}
