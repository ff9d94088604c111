package io.kubenet.dataplane;

import io.kubenet.addressing.AddressBook;
import io.kubenet.addressing.Listeners;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.node.InterfaceNames;
import io.kubenet.node.NodeRules;
import io.kubenet.trace.RuleRef;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where every address is at one moment, as the API server and the configuration have it. */
final class Layout {

  private final ClusterState state;
  private final FabricConfig config;
  private final NodeRules rules;
  private final AddressBook book;
  private final Outside outside;

  /** What was found for addresses so far. */
  private final Map<IpAddress, Optional<PodNetwork>> networksByAddress = new LinkedHashMap<>();

  private final Map<Cidr, PodNetwork> networks = new LinkedHashMap<>();

  private Layout(ClusterState state, FabricConfig config, NodeRules rules, AddressBook book) {
    this.state = state;
    this.rules = rules;
    this.config = config;
    this.book = book;
    this.outside = Outside.of(config);
  }

  static Layout of(ClusterState state, FabricConfig config, NodeRules rules) {
    return new Layout(state, config, rules, AddressBook.of(state));
  }

  /** The layout of a later state of the cluster, maybe in other surroundings. */
  Layout changed(ClusterState later, FabricConfig surroundings) {
    return new Layout(later, surroundings, rules, book.changed(state, later));
  }

  ClusterState state() {
    return state;
  }

  /** The addresses of Services that a node has taken for its own. */
  Set<IpAddress> serviceAddresses(String node) {
    return rules.of(node).serviceAddresses();
  }

  /** What a node's interfaces are called in its rules. */
  InterfaceNames interfaceNames(String node) {
    return rules.interfacesOf(node);
  }

  /** Where a rule of a node stands in a listing. */
  Optional<String> placeOf(String node, RuleRef rule) {
    return rules.placeOf(node, rule);
  }

  FabricConfig config() {
    return config;
  }

  /** Who has which address. */
  AddressBook book() {
    return book;
  }

  Listeners listeners() {
    return book.listeners();
  }

  /** The nodes that the world outside sends a packet for a load balancer's address to. */
  List<Node> nodesFor(Packet packet) {
    return book.nodesFor(packet, state);
  }

  /** Whether an address on the nodes' segment is one that some node may answer for. */
  boolean isAnnounced(IpAddress address) {
    return segmentOf(address).isPresent() && book.isBalanced(address);
  }

  /** The node that answers on the nodes' segment for a Service's address that no node has. */
  Optional<Node> announcerOf(IpAddress address) {
    return segmentOf(address).isEmpty()
        ? Optional.empty()
        : book.announcerOf(address, state, this::isUp);
  }

  /** Whether a kube-proxy holds a port of its node open, and never answers. */
  boolean isHeld(Packet packet) {
    return outside.held().contains(packet.destination()) && listeners().areNodePorts(packet);
  }

  /** Whether a pod listens on what a packet asks for. */
  boolean listensOn(Pod pod, Packet packet) {
    return !config.deafPods().contains(pod.name()) && listeners().listensOn(pod, packet);
  }

  boolean outsideListensOn(IpAddress address, Packet packet) {
    return packet.protocol().hasPorts()
        && (outside.open().contains(address) || listeners().listensOn(address, packet));
  }

  /** The block of the nodes' segment that holds an address. */
  Optional<Cidr> segmentOf(IpAddress address) {
    return book.segmentOf(address);
  }

  /** The block that routes to a node's pods. */
  Optional<PodNetwork> podNetworkOf(IpAddress address) {
    return networksByAddress.computeIfAbsent(address, this::findPodNetwork);
  }

  private Optional<PodNetwork> findPodNetwork(IpAddress address) {
    Optional<Map.Entry<Cidr, Node>> block = book.podNetworkOf(address);
    return block
        .filter(found -> found.getKey().isHost())
        .or(() -> strayAt(address))
        .or(() -> block)
        .map(found -> networkOf(found.getKey(), found.getValue()));
  }

  private PodNetwork networkOf(Cidr block, Node owner) {
    return networks.computeIfAbsent(block, cidr -> PodNetwork.of(cidr, owner));
  }

  /** A pod whose address is in none of its node's blocks has a route of its own. */
  private Optional<Map.Entry<Cidr, Node>> strayAt(IpAddress address) {
    return book.podAt(address)
        .flatMap(book::nodeOf)
        .filter(node -> node.podCidr(address.family()).filter(c -> c.contains(address)).isEmpty())
        .map(node -> Map.entry(Cidr.host(address), node));
  }

  /** The pod of a node that has an address in a network of its own. */
  Optional<Pod> podOn(Node node, IpAddress address) {
    return book.podAt(address)
        .filter(pod -> book.nodeOf(pod).filter(own -> own.name().equals(node.name())).isPresent());
  }

  Optional<IpAddress> gateway(IpFamily family) {
    return book.gateway(family);
  }

  /** The pods of a node that live in its own network. */
  Collection<Pod> hostNetworkPodsOf(Node node) {
    return book.hostNetworkPodsOf(node);
  }

  Optional<Node> node(String name) {
    return state.node(name);
  }

  /** Whether an outside host is one that is known. */
  boolean knowsOutside(IpAddress address) {
    return outside.open().contains(address) || listeners().know(address);
  }

  /** Whether a node is switched on. */
  boolean isUp(Node node) {
    return !config.failedNodes().contains(node.name());
  }
}
