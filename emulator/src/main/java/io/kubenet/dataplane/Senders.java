package io.kubenet.dataplane;

import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The network stacks that places send from. */
final class Senders {

  private final ClusterState state;
  private final FabricConfig config;
  private final Hosts hosts;
  private final Map<Place, Host> known = new LinkedHashMap<>();

  Senders(ClusterState state, FabricConfig config, Hosts hosts) {
    this.state = state;
    this.config = config;
    this.hosts = hosts;
  }

  /**
   * The network stack that a place sends from.
   *
   * @throws IllegalArgumentException if there is none
   */
  Host at(Place place) {
    return known.computeIfAbsent(place, this::find);
  }

  private Host find(Place place) {
    if (place instanceof Place.Outside outside) {
      return hosts.outside(outside.address());
    }
    if (place instanceof Place.OnNode onNode) {
      return node(onNode.name());
    }
    return pod(((Place.InPod) place).name());
  }

  /** The network stack of a node. */
  NodeHost node(String name) {
    return state
        .node(name)
        .map(hosts::of)
        .orElseThrow(() -> new IllegalArgumentException("no node '" + name + "'"));
  }

  private Host pod(ObjectName name) {
    Pod pod =
        state.pod(name).orElseThrow(() -> new IllegalArgumentException("no pod '" + name + "'"));
    NodeHost node =
        node(
            pod.nodeName()
                .orElseThrow(
                    () -> new IllegalArgumentException("pod '" + name + "' is on no node")));
    return pod.isHostNetwork() ? node : hosts.of(pod, node.node());
  }

  /** The node that a place would send from, if that is switched off. */
  Optional<String> failedNodeOf(Place place) {
    return config.failedNodes().isEmpty()
        ? Optional.empty()
        : nodeOf(place).filter(config.failedNodes()::contains);
  }

  private Optional<String> nodeOf(Place place) {
    if (place instanceof Place.InPod pod) {
      return state.pod(pod.name()).flatMap(Pod::nodeName);
    }
    return place instanceof Place.OnNode node ? Optional.of(node.name()) : Optional.empty();
  }
}
