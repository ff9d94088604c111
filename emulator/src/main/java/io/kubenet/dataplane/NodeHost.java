package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.SocketBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A node: eth0 on the segment, the bridge cni0 with its pods, and the rules between them.
 *
 * @param topology where it is
 * @param node the node
 */
record NodeHost(Topology topology, Node node) implements Host {

  static final String UPLINK = "eth0";
  static final String BRIDGE = "cni0";
  static final String LOOPBACK = "lo";

  /** The address of a node's bridge: the first of its pod CIDR, or the node's where it has none. */
  static Optional<IpAddress> bridgeAddress(Node node, IpFamily family) {
    return node.podCidr(family).map(cidr -> cidr.at(1)).or(() -> node.internalIp(family));
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
    return address.isLoopback()
        || node.internalIps().contains(address)
        || bridgeAddress(node, address.family()).filter(address::equals).isPresent();
  }

  @Override
  public List<IpAddress> addresses() {
    return node.internalIps();
  }

  @Override
  public Optional<IpAddress> sourceFor(IpAddress destination) {
    return owns(destination) ? Optional.of(destination) : routeTo(destination).map(Route::source);
  }

  /** Where it sends what is for an address that is not its own. */
  Optional<Route> routeTo(IpAddress destination) {
    return topology
        .podNetworkOf(destination)
        .map(network -> toPods(network.getKey(), network.getValue()))
        .orElseGet(() -> overUplink(destination));
  }

  private Optional<Route> toPods(Cidr block, Node owner) {
    if (owner.name().equals(node.name())) {
      return bridgeAddress(node, block.family())
          .map(
              own ->
                  new Route(
                      topology.bridgeOf(node),
                      BRIDGE,
                      Optional.empty(),
                      own,
                      block + " dev " + BRIDGE));
    }
    return owner
        .internalIp(block.family())
        .flatMap(router -> uplink(Optional.of(router), block + " via " + owner.name(), router));
  }

  private Optional<Route> overUplink(IpAddress destination) {
    return topology
        .segmentOf(destination)
        .map(block -> uplink(Optional.empty(), block + " dev " + UPLINK, destination))
        .orElseGet(
            () ->
                topology
                    .gateway(destination.family())
                    .flatMap(
                        gateway ->
                            uplink(
                                Optional.of(gateway),
                                "default via " + gateway + " dev " + UPLINK,
                                gateway)));
  }

  private Optional<Route> uplink(Optional<IpAddress> router, String text, IpAddress nextHop) {
    return node.internalIp(nextHop.family())
        .map(own -> new Route(topology.segment(), UPLINK, router, own, text));
  }

  @Override
  public Optional<Place> listener(Packet packet) {
    return topology.hostNetworkPodsOf(node).stream()
        .filter(pod -> topology.listeners().listensOn(pod, packet))
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
    Passage passage = Passage.of(this, SocketBuffer.received(frame.packet(), UPLINK), journey);
    return passage.judge(Hook.PREROUTING).orElseGet(() -> new RoutedInput(passage).take());
  }
}
