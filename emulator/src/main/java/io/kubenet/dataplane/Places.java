package io.kubenet.dataplane;

import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import java.util.Set;

/**
 * Where everything is in a state of a cluster; persistent, so that a change costs what it changes.
 *
 * @param nodes the nodes
 * @param pods the pods
 * @param listeners who listens on what
 * @param loadBalancers who sends what is for load balancers where
 */
record Places(NodePlaces nodes, PodPlaces pods, Listeners listeners, LoadBalancers loadBalancers) {

  static Places of(ClusterState state) {
    return new Places(
        new NodePlaces(state), PodPlaces.of(state), Listeners.of(state), LoadBalancers.of(state));
  }

  /** These in a later state. */
  Places changed(ClusterState before, ClusterState after) {
    NodePlaces nodesThen = after.hasNodesOf(before) ? nodes : new NodePlaces(after);
    PodPlaces podsThen =
        after
            .podsChangedSince(before)
            .map(names -> pods.changed(names, before, after))
            .orElseGet(() -> PodPlaces.of(after));
    Places same = new Places(nodesThen, podsThen, listeners, loadBalancers);
    return after
        .servicesChangedSince(before)
        .map(names -> same.without(names, before).with(names, after))
        .orElseGet(
            () -> new Places(nodesThen, podsThen, Listeners.of(after), LoadBalancers.of(after)));
  }

  /** All that was goes before what is comes: a slice can go from one Service to another. */
  private Places without(Set<ObjectName> names, ClusterState before) {
    Listeners listening = listeners;
    LoadBalancers balancing = loadBalancers;
    for (ObjectName name : names) {
      listening = listening.without(name, before);
      balancing = balancing.without(name, before);
    }
    return new Places(nodes, pods, listening, balancing);
  }

  private Places with(Set<ObjectName> names, ClusterState after) {
    Listeners listening = listeners;
    LoadBalancers balancing = loadBalancers;
    for (ObjectName name : names) {
      listening = listening.with(name, after);
      balancing = balancing.with(name, after);
    }
    return new Places(nodes, pods, listening, balancing);
  }
}
