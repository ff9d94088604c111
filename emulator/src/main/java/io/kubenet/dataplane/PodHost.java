package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import java.util.List;
import java.util.Optional;

/**
 * A pod with a network of its own: one end of a veth, whose other end is in its node's bridge.
 *
 * @param topology where it is
 * @param pod the pod
 * @param node its node
 */
record PodHost(Topology topology, Pod pod, Node node) implements PlainHost {

  @Override
  public String name() {
    return "pod " + pod.name();
  }

  @Override
  public Place place() {
    return new Place.InPod(pod.name());
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
  public Optional<Route> routeOf(Packet packet, Journey journey) {
    return pod.ip(packet.family()).flatMap(own -> route(own, packet.destination()));
  }

  private Optional<Route> route(IpAddress own, IpAddress destination) {
    Optional<Cidr> subnet = node.podCidr(own.family()).filter(cidr -> cidr.contains(own));
    Link bridge = topology.bridgeOf(node);
    return subnet
        .filter(cidr -> cidr.contains(destination))
        .map(cidr -> new Route(bridge, "eth0", Optional.empty(), own, cidr + " dev eth0"))
        .or(
            () ->
                NodeHost.bridgeAddress(node, own.family())
                    .map(
                        gateway ->
                            new Route(
                                bridge,
                                "eth0",
                                Optional.of(gateway),
                                own,
                                "via " + gateway + " dev eth0")));
  }

  @Override
  public Optional<Place> listener(Packet packet) {
    return topology.listeners().listensOn(pod, packet) ? Optional.of(place()) : Optional.empty();
  }
}
