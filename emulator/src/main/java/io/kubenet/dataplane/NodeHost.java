package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.ruleset.AddressType;
import io.kubenet.trace.Route;
import java.util.List;
import java.util.Optional;

/** A node: eth0 on the segment, the bridge cni0 with its pods, and the rules between them. */
final class NodeHost implements Host {

  private final Topology topology;
  private final Node node;
  private final Bridge bridge;
  private final Interfaces interfaces;

  /** A node in a topology, which makes each but once. */
  NodeHost(Topology topology, Node node) {
    this.topology = topology;
    this.node = node;
    this.bridge = new Bridge(this);
    this.interfaces = new Interfaces(node);
  }

  Topology topology() {
    return topology;
  }

  Node node() {
    return node;
  }

  Bridge bridge() {
    return bridge;
  }

  Interfaces interfaces() {
    return interfaces;
  }

  /** The address of its bridge: the first of its pod CIDR, or its own where it has none. */
  Optional<IpAddress> bridgeAddress(IpFamily family) {
    return interfaces.firstAddress(Interfaces.BRIDGE, family);
  }

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public Place place() {
    return new Place.OnNode(node.name());
  }

  @Override
  public boolean owns(IpAddress address) {
    return typeOf(address) == AddressType.LOCAL;
  }

  /** What an address is to the node: addresses of Services are on an interface of their own. */
  AddressType typeOf(IpAddress address) {
    return topology.serviceAddresses(name()).contains(address)
        ? AddressType.LOCAL
        : interfaces.typeOf(address);
  }

  @Override
  public List<IpAddress> addresses() {
    return node.internalIps();
  }

  @Override
  public Optional<IpAddress> sourceFor(IpAddress destination) {
    return owns(destination) ? Optional.of(destination) : routeTo(destination).map(NextHop::source);
  }

  /** Where it sends what is for an address that is not its own. */
  Optional<NextHop> routeTo(IpAddress destination) {
    Optional<PodNetwork> network = topology.podNetworkOf(destination);
    return network.isPresent() ? toPods(network.get()) : overUplink(destination);
  }

  private Optional<NextHop> toPods(PodNetwork network) {
    IpFamily family = network.block().family();
    return network.owner() == this
        ? bridgeAddress(family)
            .map(
                own ->
                    new NextHop(
                        bridge, Interfaces.BRIDGE, Optional.empty(), own, network.onBridge()))
        : network
            .owner()
            .node()
            .internalIp(family)
            .flatMap(router -> uplink(Optional.of(router), network.viaOwner(), router));
  }

  private Optional<NextHop> overUplink(IpAddress destination) {
    return topology
        .segmentOf(destination)
        .map(
            block ->
                uplink(Optional.empty(), new Route.OnLink(block, Interfaces.UPLINK), destination))
        .orElseGet(
            () ->
                topology
                    .gateway(destination.family())
                    .flatMap(
                        gateway ->
                            uplink(
                                Optional.of(gateway),
                                new Route.ByDefault(gateway, Interfaces.UPLINK),
                                gateway)));
  }

  private Optional<NextHop> uplink(Optional<IpAddress> router, Route route, IpAddress nextHop) {
    return node.internalIp(nextHop.family())
        .map(own -> new NextHop(topology.segment(), Interfaces.UPLINK, router, own, route));
  }

  @Override
  public Optional<Place> listener(Packet packet) {
    return topology.hostNetworkPodsOf(node).stream()
        .filter(pod -> topology.listensOn(pod, packet))
        .map(Pod::name)
        .<Place>map(Place.InPod::new)
        .findFirst()
        .or(() -> Optional.of(place()).filter(own -> topology.listeners().isHealthCheck(packet)));
  }

  @Override
  public boolean isSilent(Packet packet) {
    return topology.isHeld(packet);
  }

  @Override
  public Next emit(SocketBuffer outgoing, Journey journey) {
    journey.enter(this);
    return new LocalOutput(Passage.of(this, outgoing, journey)).send();
  }

  @Override
  public Next receive(Frame frame, Journey journey) {
    journey.enter(this);
    Passage passage =
        Passage.of(this, SocketBuffer.received(frame.packet(), Interfaces.UPLINK), journey);
    return passage.judge(Hook.PREROUTING).orElseGet(() -> new RoutedInput(passage).take());
  }
}
