package io.kubenet.dataplane.directory;

import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where everything is in a state of a cluster; persistent, so that a change costs what it changes.
 *
 * @param nodes the nodes
 * @param pods the pods
 * @param listeners who listens on what
 * @param loadBalancers who sends what is for load balancers where
 */
public record Places(
    NodePlaces nodes, PodPlaces pods, Listeners listeners, LoadBalancers loadBalancers) {

  public static Places of(ClusterState state) {
    return new Places(
        new NodePlaces(state), PodPlaces.of(state), Listeners.of(state), LoadBalancers.of(state));
  }

  /** These in a later state. */
  public Places changed(ClusterState before, ClusterState after) {
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

  /** The node that has an address. */
  public Optional<Node> nodeAt(IpAddress address) {
    return nodes.at(address);
  }

  /** The block of the nodes' segment that holds an address. */
  public Optional<Cidr> segmentOf(IpAddress address) {
    return nodes.segmentOf(address);
  }

  /** The block of pods that holds an address, and its node. */
  public Optional<Map.Entry<Cidr, Node>> podNetworkOf(IpAddress address) {
    return nodes.podNetworkOf(address);
  }

  /** The gateway of the nodes' segment. */
  public Optional<IpAddress> gateway(IpFamily family) {
    return nodes.gateway(family);
  }

  /** The pods that have an address in a network of their own, in the order of their names. */
  public Collection<Pod> podsAt(IpAddress address) {
    return pods.byAddress().get(address);
  }

  /** The pods that are in the network of their node. */
  public Collection<Pod> hostNetworkPodsOf(Node node) {
    return pods.byNode().get(node.name());
  }

  /** The nodes that the world outside sends a packet for a load balancer's address to. */
  public List<Node> nodesFor(Packet packet, ClusterState state) {
    return loadBalancers.nodesFor(packet, state);
  }
}
