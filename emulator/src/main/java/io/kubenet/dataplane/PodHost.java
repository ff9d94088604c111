package io.kubenet.dataplane;

import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.trace.HostKind;
import io.kubenet.trace.Route;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pod with a network of its own: one end of a veth, whose other end is in its node's bridge. */
final class PodHost implements PlainHost {

  private static final String UPLINK = "eth0";

  /**
   * The router that Calico and aws-node give pods, which the node's end of the veth answers for.
   */
  private static final IpAddress GATEWAY_IPV4 = IpAddress.of("169.254.1.1");

  private static final IpAddress GATEWAY_IPV6 = IpAddress.of("fe80::1");

  /** Its routes of a family: to its neighbours on the bridge, and to everybody else. */
  private record Routes(
      Optional<Cidr> subnet, Optional<NextHop> onLink, Optional<NextHop> byDefault) {

    Optional<NextHop> to(IpAddress destination) {
      return subnet.isPresent() && subnet.get().contains(destination) ? onLink : byDefault;
    }
  }

  private final Pod pod;
  private final NodeHost node;
  private final Place place;
  private final String name;
  private final Map<IpFamily, Routes> routes = new EnumMap<>(IpFamily.class);

  /** A pod of a node in a topology, which makes each but once. */
  PodHost(Pod pod, NodeHost node) {
    this.pod = pod;
    this.node = node;
    this.place = new Place.InPod(pod.name());
    this.name = place.toString();
    pod.ips().forEach(own -> routes.put(own.family(), routes(own)));
  }

  private Routes routes(IpAddress own) {
    if (node.hasVeths()) {
      IpAddress gateway = own.isIpv4() ? GATEWAY_IPV4 : GATEWAY_IPV6;
      return new Routes(
          Optional.empty(),
          Optional.empty(),
          Optional.of(
              new NextHop(
                  Link.vethOf(node.node(), pod.name()),
                  UPLINK,
                  Optional.of(gateway),
                  own,
                  new Route.ViaRouter(gateway, UPLINK))));
    }
    Optional<Cidr> subnet = node.node().podCidr(own.family()).filter(cidr -> cidr.contains(own));
    return new Routes(
        subnet,
        subnet.map(cidr -> route(own, Optional.empty(), new Route.OnLink(cidr, UPLINK))),
        node.bridgeAddress(own.family())
            .map(
                gateway -> route(own, Optional.of(gateway), new Route.ViaRouter(gateway, UPLINK))));
  }

  private NextHop route(IpAddress own, Optional<IpAddress> gateway, Route shown) {
    return new NextHop(Link.bridgeOf(node.node()), UPLINK, gateway, own, shown);
  }

  NodeHost node() {
    return node;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public HostKind kind() {
    return HostKind.POD;
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public boolean owns(IpAddress address) {
    return address.isLoopback() || pod.ips().contains(address);
  }

  @Override
  public List<IpAddress> addresses() {
    return pod.ips();
  }

  @Override
  public Optional<IpAddress> sourceFor(IpAddress destination) {
    return owns(destination) ? Optional.of(destination) : pod.ip(destination.family());
  }

  @Override
  public Optional<NextHop> routeOf(Packet packet, RouterChoice routers) {
    Routes ofFamily = routes.get(packet.family());
    return ofFamily == null ? Optional.empty() : ofFamily.to(packet.destination());
  }

  @Override
  public Optional<Place> listener(Packet packet) {
    return node.layout().listensOn(pod, packet) ? Optional.of(place) : Optional.empty();
  }
}
