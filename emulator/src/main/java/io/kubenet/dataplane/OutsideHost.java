package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.trace.HostKind;
import io.kubenet.trace.Route;
import java.util.List;
import java.util.Optional;

/**
 * A host outside the cluster: on the nodes' segment, or behind the gateway.
 *
 * @param layout where everything is
 * @param address its address
 */
record OutsideHost(Layout layout, IpAddress address) implements PlainHost {

  @Override
  public String name() {
    return "external " + address;
  }

  @Override
  public HostKind kind() {
    return HostKind.OUTSIDE;
  }

  @Override
  public Place place() {
    return new Place.Outside(address);
  }

  @Override
  public boolean owns(IpAddress other) {
    return other.isLoopback() || other.equals(address);
  }

  @Override
  public List<IpAddress> addresses() {
    return List.of(address);
  }

  @Override
  public Optional<IpAddress> sourceFor(IpAddress destination) {
    return Optional.of(address).filter(own -> own.family() == destination.family());
  }

  @Override
  public Optional<NextHop> routeOf(Packet packet, RouterChoice routers) {
    return layout.segmentOf(address).isPresent() ? onSegment(packet, routers) : behind(packet);
  }

  /** It has no default route: what is not on the segment it reaches by a node that routes it. */
  private Optional<NextHop> onSegment(Packet packet, RouterChoice routers) {
    return layout
        .segmentOf(packet.destination())
        .map(block -> route(Optional.empty(), new Route.OnLink(block, "eth0")))
        .or(
            () ->
                routers
                    .routerFor(packet)
                    .flatMap(node -> node.internalIp(packet.family()))
                    .map(
                        router -> route(Optional.of(router), new Route.ViaRouter(router, "eth0"))));
  }

  private NextHop route(Optional<IpAddress> router, Route shown) {
    return new NextHop(Link.SEGMENT, "eth0", router, address, shown);
  }

  private Optional<NextHop> behind(Packet packet) {
    return layout
        .gateway(packet.family())
        .map(
            gateway ->
                new NextHop(
                    Link.WAN,
                    "eth0",
                    Optional.of(gateway),
                    address,
                    new Route.DefaultOnLink("eth0")));
  }

  @Override
  public Optional<Place> listener(Packet packet) {
    return layout.outsideListensOn(address, packet) ? Optional.of(place()) : Optional.empty();
  }
}
