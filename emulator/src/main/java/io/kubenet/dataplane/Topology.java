package io.kubenet.dataplane;

import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where every address is at one moment, and what routes lead there. */
final class Topology {

  private final ClusterState state;
  private final FabricConfig config;
  private final Map<IpAddress, Pod> pods = new LinkedHashMap<>();
  private final Map<IpAddress, Node> nodes = new LinkedHashMap<>();
  private final Map<String, List<Pod>> hostNetworkPods = new LinkedHashMap<>();

  /** Which node's pods are where: its blocks, and pods whose addresses are outside of them. */
  private final CidrTable<Node> podNetworks = new CidrTable<>();

  private final CidrTable<Cidr> segments = new CidrTable<>();
  private final Map<IpFamily, IpAddress> gateways = new LinkedHashMap<>();
  private final Listeners listeners;
  private final LoadBalancers loadBalancers;

  Topology(ClusterState state, FabricConfig config) {
    this.state = state;
    this.config = config;
    this.listeners = new Listeners(state, config);
    this.loadBalancers = new LoadBalancers(state);
    state.nodes().forEach(this::addNode);
    gateways.replaceAll((family, any) -> freeAddress(new Cidr(any, segmentBits(family))));
    state.pods().forEach(this::addPod);
  }

  private void addNode(Node node) {
    for (IpAddress address : node.internalIps()) {
      nodes.put(address, node);
      Cidr segment = new Cidr(address, segmentBits(address.family()));
      segments.add(segment, segment);
      gateways.putIfAbsent(address.family(), address);
    }
    node.podCidrs().forEach(cidr -> podNetworks.add(cidr, node));
  }

  private void addPod(Pod pod) {
    Optional<Node> node = pod.nodeName().flatMap(state::node);
    if (node.isEmpty() || pod.isFinished()) {
      return;
    }
    if (pod.isHostNetwork()) {
      hostNetworkPods.computeIfAbsent(node.get().name(), n -> new ArrayList<>()).add(pod);
      return;
    }
    pod.ips().forEach(address -> addPod(pod, node.get(), address));
  }

  private void addPod(Pod pod, Node node, IpAddress address) {
    pods.put(address, pod);
    if (node.podCidr(address.family()).filter(cidr -> cidr.contains(address)).isEmpty()) {
      podNetworks.add(Cidr.host(address), node);
    }
  }

  private static int segmentBits(IpFamily family) {
    return family == IpFamily.IPV4 ? 24 : 64;
  }

  private IpAddress freeAddress(Cidr segment) {
    return nodes.containsKey(segment.at(1)) ? segment.at(254) : segment.at(1);
  }

  FabricConfig config() {
    return config;
  }

  Listeners listeners() {
    return listeners;
  }

  LoadBalancers loadBalancers() {
    return loadBalancers;
  }

  Link segment() {
    return new Segment(this);
  }

  Link wan() {
    return new Wan(this);
  }

  Link bridgeOf(Node node) {
    return new Bridge(this, node);
  }

  /** The block of the nodes' segment that holds an address. */
  Optional<Cidr> segmentOf(IpAddress address) {
    return segments.find(address).map(Map.Entry::getValue);
  }

  /** The block that routes to a node's pods, and the node. */
  Optional<Map.Entry<Cidr, Node>> podNetworkOf(IpAddress address) {
    return podNetworks.find(address);
  }

  Optional<IpAddress> gateway(IpFamily family) {
    return Optional.ofNullable(gateways.get(family));
  }

  Optional<Host> gatewayAt(IpAddress address) {
    return gateway(address.family())
        .filter(address::equals)
        .map(gateway -> new Gateway(this, gateway));
  }

  Optional<NodeHost> nodeAt(IpAddress address) {
    return Optional.ofNullable(nodes.get(address))
        .filter(this::isUp)
        .map(node -> new NodeHost(this, node));
  }

  Optional<Host> outsideAt(IpAddress address) {
    return nodes.containsKey(address)
            || pods.containsKey(address)
            || !listeners.knowsOutside(address)
        ? Optional.empty()
        : Optional.of(new OutsideHost(this, address));
  }

  Optional<PodHost> podAt(IpAddress address) {
    return Optional.ofNullable(pods.get(address)).flatMap(this::hostOf);
  }

  private Optional<PodHost> hostOf(Pod pod) {
    return pod.nodeName()
        .flatMap(state::node)
        .filter(this::isUp)
        .map(node -> new PodHost(this, pod, node));
  }

  /** The pods of a node that live in its own network. */
  List<Pod> hostNetworkPodsOf(Node node) {
    return hostNetworkPods.getOrDefault(node.name(), List.of());
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
        .map(node -> new NodeHost(this, node))
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
    return pod.isHostNetwork() ? node : new PodHost(this, pod, node.node());
  }

  /** The node that a place would send from, if that is switched off. */
  Optional<String> failedNodeOf(Place place) {
    return nodeOf(place).filter(config.failedNodes()::contains);
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
