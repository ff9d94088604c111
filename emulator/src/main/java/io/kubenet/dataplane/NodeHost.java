package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.node.InterfaceNames;
import io.kubenet.ruleset.AddressType;
import io.kubenet.trace.HostKind;
import io.kubenet.trace.Route;
import java.util.List;
import java.util.Optional;

/** A node: eth0 on the segment, the bridge cni0 with its pods, and the rules between them. */
final class NodeHost implements Host {

  private final Layout layout;
  private final Node node;
  private final Link bridge;
  private final Interfaces interfaces;

  /** A node, of which a topology makes each but once. */
  NodeHost(Layout layout, Node node) {
    this.layout = layout;
    this.node = node;
    this.bridge = Link.bridgeOf(node);
    this.interfaces = new Interfaces(node, hasVeths());
  }

  Layout layout() {
    return layout;
  }

  Node node() {
    return node;
  }

  /** Its bridge cni0. */
  Link bridge() {
    return bridge;
  }

  Interfaces interfaces() {
    return interfaces;
  }

  /** Whether its pods hang on veths that no bridge holds. */
  boolean hasVeths() {
    return layout.config().network().hasVeths() || interfaceNames().areVeths();
  }

  /** Its interface on a link. */
  String deviceOn(Link link) {
    return switch (link.kind()) {
      case VETH -> interfaceNames().vethOf(link.pod().orElseThrow());
      case BRIDGE -> Interfaces.BRIDGE;
      case SEGMENT, WAN -> Interfaces.UPLINK;
    };
  }

  /** What its interfaces are called in its rules. */
  InterfaceNames interfaceNames() {
    return layout.interfaceNames(name());
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
  public HostKind kind() {
    return HostKind.NODE;
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
    return layout.serviceAddresses(name()).contains(address)
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
    Optional<PodNetwork> network = layout.podNetworkOf(destination);
    if (network.isPresent() && hasVeths() && network.get().owner().name().equals(name())) {
      return toVeth(destination).or(() -> overUplink(destination));
    }
    return network.isPresent() ? toPods(network.get()) : overUplink(destination);
  }

  /**
   * The route to a pod of its own. The veth has no address, so what the node itself sends has that
   * of the uplink (inet_select_addr of Linux 6.18).
   */
  private Optional<NextHop> toVeth(IpAddress destination) {
    return layout
        .podOn(node, destination)
        .flatMap(
            pod ->
                node.internalIp(destination.family())
                    .map(own -> toVeth(Link.vethOf(node, pod.name()), destination, own)));
  }

  private NextHop toVeth(Link veth, IpAddress destination, IpAddress own) {
    String device = deviceOn(veth);
    return new NextHop(
        veth, device, Optional.empty(), own, new Route.OnLink(Cidr.host(destination), device));
  }

  private Optional<NextHop> toPods(PodNetwork network) {
    IpFamily family = network.block().family();
    return network.owner().name().equals(name())
        ? bridgeAddress(family)
            .map(
                own ->
                    new NextHop(
                        bridge, Interfaces.BRIDGE, Optional.empty(), own, network.onBridge()))
        : network
            .owner()
            .internalIp(family)
            .flatMap(router -> uplink(Optional.of(router), network.viaOwner(), router));
  }

  private Optional<NextHop> overUplink(IpAddress destination) {
    return layout
        .segmentOf(destination)
        .map(
            block ->
                uplink(Optional.empty(), new Route.OnLink(block, Interfaces.UPLINK), destination))
        .orElseGet(
            () ->
                layout
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
        .map(own -> new NextHop(Link.SEGMENT, Interfaces.UPLINK, router, own, route));
  }

  @Override
  public Optional<Place> listener(Packet packet) {
    return layout.hostNetworkPodsOf(node).stream()
        .filter(pod -> layout.listensOn(pod, packet))
        .map(Pod::name)
        .<Place>map(Place.InPod::new)
        .findFirst()
        .or(() -> Optional.of(place()).filter(own -> layout.listeners().isHealthCheck(packet)));
  }

  @Override
  public boolean isSilent(Packet packet) {
    return layout.isHeld(packet);
  }
}
