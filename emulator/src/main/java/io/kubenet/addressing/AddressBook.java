package io.kubenet.addressing;

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
import java.util.function.Predicate;

/**
 * Who has which address in a state of a cluster, and who listens there; persistent, so that a
 * change costs what it changes.
 *
 * @param nodes the nodes
 * @param pods the pods
 * @param listeners who listens on what
 * @param loadBalancers who sends what is for load balancers where
 */
public record AddressBook(
    NodePlaces nodes, PodPlaces pods, Listeners listeners, LoadBalancers loadBalancers) {

  public static AddressBook of(ClusterState state) {
    return new AddressBook(
        new NodePlaces(state), PodPlaces.of(state), Listeners.of(state), LoadBalancers.of(state));
  }

  /** These in a later state. */
  public AddressBook changed(ClusterState before, ClusterState after) {
    NodePlaces nodesThen = after.hasNodesOf(before) ? nodes : new NodePlaces(after);
    PodPlaces podsThen =
        after
            .podsChangedSince(before)
            .map(names -> pods.changed(names, before, after))
            .orElseGet(() -> PodPlaces.of(after));
    AddressBook same = new AddressBook(nodesThen, podsThen, listeners, loadBalancers);
    return after
        .servicesChangedSince(before)
        .map(names -> same.without(names, before).with(names, after))
        .orElseGet(
            () ->
                new AddressBook(nodesThen, podsThen, Listeners.of(after), LoadBalancers.of(after)));
  }

  /** All that was goes before what is comes: a slice can go from one Service to another. */
  private AddressBook without(Set<ObjectName> names, ClusterState before) {
    Listeners listening = listeners;
    LoadBalancers balancing = loadBalancers;
    for (ObjectName name : names) {
      listening = listening.without(name, before);
      balancing = balancing.without(name, before);
    }
    return new AddressBook(nodes, pods, listening, balancing);
  }

  private AddressBook with(Set<ObjectName> names, ClusterState after) {
    Listeners listening = listeners;
    LoadBalancers balancing = loadBalancers;
    for (ObjectName name : names) {
      listening = listening.with(name, after);
      balancing = balancing.with(name, after);
    }
    return new AddressBook(nodes, pods, listening, balancing);
  }

  /** The node that has an address on its uplink. */
  public Optional<Node> nodeAt(IpAddress address) {
    return nodes.at(address);
  }

  /** The node that has an address on its uplink, or on its pods' bridge. */
  public Optional<Node> nodeWith(IpAddress address) {
    return nodes.at(address).or(() -> nodes.atBridge(address));
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

  /**
   * The pod that has an address in a network of its own now. Finished pods have none; of several
   * that run it is the first by name, one on a node of the cluster before others.
   */
  public Optional<Pod> podAt(IpAddress address) {
    Collection<Pod> all = pods.byAddress().get(address);
    return all.stream()
        .filter(pod -> nodeOf(pod).isPresent())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /** The node of the cluster that a pod is on. */
  public Optional<Node> nodeOf(Pod pod) {
    return pod.nodeName().flatMap(nodes::named);
  }

  /** The pods that are in the network of their node. */
  public Collection<Pod> hostNetworkPodsOf(Node node) {
    return pods.byNode().get(node.name());
  }

  /** The nodes that the world outside sends a packet for a load balancer's address to. */
  public List<Node> nodesFor(Packet packet, ClusterState state) {
    return loadBalancers.nodesFor(packet, state);
  }

  /**
   * The node that answers on the nodes' segment for an address of a Service, as MetalLB's layer 2
   * mode chooses it.
   *
   * @param isUp whether a node is switched on
   */
  public Optional<Node> announcerOf(IpAddress address, ClusterState state, Predicate<Node> isUp) {
    return loadBalancers.announcerOf(address, state, isUp);
  }

  /** Whether an address is a load balancer's or an external IP of a Service. */
  public boolean isBalanced(IpAddress address) {
    return loadBalancers.holders().has(address);
  }
}
