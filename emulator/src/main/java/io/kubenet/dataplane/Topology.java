package io.kubenet.dataplane;

import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where every address is at one moment, and what routes lead there. */
final class Topology {

  private final ClusterState state;
  private final FabricConfig config;
  private final Places places;
  private final Outside outside;
  private final Hosts hosts = new Hosts(this);
  private final Link segment = new Segment(this);
  private final Link wan = new Wan(this);

  /** What was found for addresses so far. */
  private final Map<IpAddress, Optional<PodHost>> podsByAddress = new LinkedHashMap<>();

  private final Map<IpAddress, Optional<PodNetwork>> networksByAddress = new LinkedHashMap<>();
  private final Map<Place, Host> senders = new LinkedHashMap<>();
  private final Map<Cidr, PodNetwork> networks = new LinkedHashMap<>();

  private Topology(ClusterState state, FabricConfig config, Places places) {
    this.state = state;
    this.config = config;
    this.places = places;
    this.outside = Outside.of(config);
  }

  static Topology of(ClusterState state, FabricConfig config) {
    return new Topology(state, config, Places.of(state));
  }

  /** The topology of a later state of the cluster, maybe in other surroundings. */
  Topology changed(ClusterState later, FabricConfig surroundings) {
    return new Topology(later, surroundings, places.changed(state, later));
  }

  FabricConfig config() {
    return config;
  }

  Listeners listeners() {
    return places.listeners();
  }

  /** The nodes that the world outside sends a packet for a load balancer's address to. */
  List<Node> nodesFor(Packet packet) {
    return places.loadBalancers().nodesFor(packet, state);
  }

  /** Whether a kube-proxy holds a port of its node open, and never answers. */
  boolean isHeld(Packet packet) {
    return outside.held().contains(packet.destination()) && listeners().areNodePorts(packet);
  }

  boolean outsideListensOn(IpAddress address, Packet packet) {
    return packet.protocol().hasPorts()
        && (outside.open().contains(address)
            || listeners().targets().include(address, Socket.of(packet)));
  }

  Link segment() {
    return segment;
  }

  Link wan() {
    return wan;
  }

  /** The block of the nodes' segment that holds an address. */
  Optional<Cidr> segmentOf(IpAddress address) {
    return places.nodes().segmentOf(address);
  }

  /** The block that routes to a node's pods. */
  Optional<PodNetwork> podNetworkOf(IpAddress address) {
    return networksByAddress.computeIfAbsent(address, this::findPodNetwork);
  }

  private Optional<PodNetwork> findPodNetwork(IpAddress address) {
    Optional<Map.Entry<Cidr, Node>> block = places.nodes().podNetworkOf(address);
    return block
        .filter(found -> found.getKey().isHost())
        .or(() -> strayAt(address))
        .or(() -> block)
        .map(found -> networkOf(found.getKey(), found.getValue()));
  }

  private PodNetwork networkOf(Cidr block, Node owner) {
    return networks.computeIfAbsent(block, cidr -> PodNetwork.of(cidr, hosts.of(owner)));
  }

  /** A pod whose address is in none of its node's blocks has a route of its own. */
  private Optional<Map.Entry<Cidr, Node>> strayAt(IpAddress address) {
    return podsAt(address)
        .map(Map.Entry::getValue)
        .filter(node -> node.podCidr(address.family()).filter(c -> c.contains(address)).isEmpty())
        .findFirst()
        .map(node -> Map.entry(Cidr.host(address), node));
  }

  Optional<IpAddress> gateway(IpFamily family) {
    return places.nodes().gateway(family);
  }

  Optional<Host> gatewayAt(IpAddress address) {
    return gateway(address.family())
        .filter(address::equals)
        .map(gateway -> new Gateway(this, gateway));
  }

  Optional<NodeHost> nodeAt(IpAddress address) {
    return places.nodes().at(address).filter(this::isUp).map(hosts::of);
  }

  Optional<Host> outsideAt(IpAddress address) {
    boolean isInside =
        places.nodes().at(address).isPresent() || podsAt(address).findFirst().isPresent();
    return isInside || !knowsOutside(address)
        ? Optional.empty()
        : Optional.of(new OutsideHost(this, address));
  }

  private boolean knowsOutside(IpAddress address) {
    return outside.open().contains(address) || listeners().targets().have(address);
  }

  /** The pod at an address; of several, the last by name. */
  Optional<PodHost> podAt(IpAddress address) {
    return podsByAddress.computeIfAbsent(address, this::findPodAt);
  }

  private Optional<PodHost> findPodAt(IpAddress address) {
    return podsAt(address)
        .reduce((first, second) -> second)
        .filter(last -> isUp(last.getValue()))
        .map(last -> hosts.of(last.getKey(), last.getValue()));
  }

  /** The pods at an address, and their nodes. */
  private Stream<Map.Entry<Pod, Node>> podsAt(IpAddress address) {
    return places.pods().byAddress().get(address).stream()
        .flatMap(pod -> nodeOf(pod).map(node -> Map.entry(pod, node)).stream());
  }

  private Optional<Node> nodeOf(Pod pod) {
    return pod.nodeName().flatMap(state::node);
  }

  /** The pods of a node that live in its own network. */
  Collection<Pod> hostNetworkPodsOf(Node node) {
    return places.pods().byNode().get(node.name());
  }

  Optional<Node> node(String name) {
    return state.node(name);
  }

  /**
   * The network stack that a place sends from.
   *
   * @throws IllegalArgumentException if there is none
   */
  Host hostOf(Place place) {
    return senders.computeIfAbsent(place, this::findSender);
  }

  private Host findSender(Place place) {
    if (place instanceof Place.Outside outside) {
      return new OutsideHost(this, outside.address());
    }
    if (place instanceof Place.OnNode onNode) {
      return nodeOf(onNode.name());
    }
    return hostOf(((Place.InPod) place).name());
  }

  /** The network stack of a node. */
  NodeHost nodeOf(String name) {
    return state
        .node(name)
        .map(hosts::of)
        .orElseThrow(() -> new IllegalArgumentException("no node '" + name + "'"));
  }

  private Host hostOf(ObjectName name) {
    Pod pod =
        state.pod(name).orElseThrow(() -> new IllegalArgumentException("no pod '" + name + "'"));
    NodeHost node =
        nodeOf(
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

  private boolean isUp(Node node) {
    return !config.failedNodes().contains(node.name());
  }
}
