package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.trace.Route;
import java.util.List;
import java.util.Optional;

/**
 * A host outside the cluster: on the nodes' segment, or behind the gateway.
 *
 * @param topology where it is
 * @param address its address
 */
record OutsideHost(Topology topology, IpAddress address) implements PlainHost {

  @Override
  public String name() {
    return "external " + address;
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
  public Optional<NextHop> routeOf(Packet packet, Journey journey) {
    return topology.segmentOf(address).isPresent() ? onSegment(packet, journey) : behind(packet);
  }

  /** It has no default route: what is not on the segment it reaches by a node that routes it. */
  private Optional<NextHop> onSegment(Packet packet, Journey journey) {
    return topology
        .segmentOf(packet.destination())
        .map(block -> route(Optional.empty(), new Route.OnLink(block, "eth0")))
        .or(
            () ->
                journey
                    .routerFor(packet)
                    .flatMap(node -> node.internalIp(packet.family()))
                    .map(
                        router -> route(Optional.of(router), new Route.ViaRouter(router, "eth0"))));
  }

  private NextHop route(Optional<IpAddress> router, Route shown) {
    return new NextHop(topology.segment(), "eth0", router, address, shown);
  }

  private Optional<NextHop> behind(Packet packet) {
    return topology
        .gateway(packet.family())
        .map(
            gateway ->
                new NextHop(
                    topology.wan(),
                    "eth0",
                    Optional.of(gateway),
                    address,
                    new Route.DefaultOnLink("eth0")));
  }

  @Override
  public Optional<Place> listener(Packet packet) {
    return topology.outsideListensOn(address, packet) ? Optional.of(place()) : Optional.empty();
  }
}
