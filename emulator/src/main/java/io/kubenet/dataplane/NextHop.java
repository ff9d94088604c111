package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.trace.Route;
import java.util.Optional;

/**
 * Where a host sends what is for an address.
 *
 * @param link the link that it leaves by
 * @param device the host's interface on that link
 * @param gateway the router that takes it on; empty where the address is on the link
 * @param source the source address of packets that the host itself makes for it
 * @param route the route as a trace shows it: {@code 10.42.2.0/24 via node-b}
 */
record NextHop(
    Link link, String device, Optional<IpAddress> gateway, IpAddress source, Route route) {

  /** Who must answer on the link: the gateway, or the destination itself. */
  IpAddress neighbour(IpAddress destination) {
    return gateway.orElse(destination);
  }
}
