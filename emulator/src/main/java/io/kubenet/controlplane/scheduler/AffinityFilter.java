package io.kubenet.controlplane.scheduler;

import io.kubenet.controlplane.pod.PodAffinity;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Store;
import io.kubenet.model.Node;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The Pods that a Pod must be near to or apart from, and those that keep it away (interpodaffinity
 * filtering.go, v1.36).
 */
final class AffinityFilter {

  static final String NAME = "InterPodAffinity";

  /**
   * A place: the nodes on which a label has a value.
   *
   * @param key the label
   * @param value its value
   */
  private record Place(String key, String value) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
      int byKey = key.compareTo(other.key);
      return byKey != 0 ? byKey : value.compareTo(other.value);
    }
  }

  private final Store store;
  private final PodAffinity affinity;
  private final NavigableSet<Place> near = new TreeSet<>();
  private final NavigableSet<Place> apart = new TreeSet<>();
  private final NavigableSet<Place> guarded = new TreeSet<>();
  private final boolean isFirstOfItsKind;

  AffinityFilter(PodObject pod, Store store) {
    this.store = store;
    this.affinity = pod.spec().placement().affinity();
    if (!affinity.near().isEmpty() || !affinity.apart().isEmpty()) {
      store.pods().all().forEach(this::addPlaces);
    }
    store.pods().choosy().forEach(guard -> addGuarded(guard, pod));
    this.isFirstOfItsKind = near.isEmpty() && matchesAll(affinity.near(), pod);
  }

  private void addPlaces(PodObject other) {
    if (other.isFinished()) {
      return;
    }
    if (!affinity.near().isEmpty() && matchesAll(affinity.near(), other)) {
      affinity.near().forEach(term -> addPlace(near, term, other));
    }
    affinity.apart().stream()
        .filter(term -> matches(term, other))
        .forEach(term -> addPlace(apart, term, other));
  }

  private void addGuarded(PodObject guard, PodObject pod) {
    guard.spec().placement().affinity().apart().stream()
        .filter(term -> matches(term, pod))
        .forEach(term -> addPlace(guarded, term, guard));
  }

  private void addPlace(NavigableSet<Place> places, PodAffinity.Term term, PodObject other) {
    other
        .nodeName()
        .flatMap(store.cluster()::node)
        .map(node -> node.labels().get(term.topologyKey()))
        .ifPresent(value -> places.add(new Place(term.topologyKey(), value)));
  }

  private boolean matchesAll(List<PodAffinity.Term> terms, PodObject other) {
    return terms.stream().allMatch(term -> matches(term, other));
  }

  private boolean matches(PodAffinity.Term term, PodObject other) {
    return term.matches(other, store.cluster().namespace(other.name().namespace()));
  }

  Optional<Rejection> reject(Node node) {
    if (!isNear(node)) {
      return Optional.of(Rejection.ofNode(NAME, "node(s) didn't match pod affinity rules"));
    }
    if (affinity.apart().stream().anyMatch(term -> isIn(apart, node, term.topologyKey()))) {
      return Optional.of(Rejection.ofPods(NAME, "node(s) didn't match pod anti-affinity rules"));
    }
    if (node.labels().entrySet().stream().map(AffinityFilter::place).anyMatch(guarded::contains)) {
      return Optional.of(
          Rejection.ofPods(NAME, "node(s) didn't satisfy existing pods anti-affinity rules"));
    }
    return Optional.empty();
  }

  /** The first Pod of those that want to be near to their own kind may be anywhere. */
  private boolean isNear(Node node) {
    boolean hasKeys =
        affinity.near().stream().allMatch(t -> node.labels().containsKey(t.topologyKey()));
    return hasKeys
        && (isFirstOfItsKind
            || affinity.near().stream().allMatch(term -> isIn(near, node, term.topologyKey())));
  }

  private static boolean isIn(NavigableSet<Place> places, Node node, String key) {
    String value = node.labels().get(key);
    return value != null && places.contains(new Place(key, value));
  }

  private static Place place(Map.Entry<String, String> label) {
    return new Place(label.getKey(), label.getValue());
  }
}
