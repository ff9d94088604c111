package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.trace.Cause;
import java.util.Optional;

/**
 * The packets that a node does not route because their addresses cannot come from a link:
 * ip_route_input_slow and fib_validate_source of Linux 6.18 for IPv4, ip6_rcv_core for IPv6.
 */
final class Martians {

  private Martians() {}

  /** Why a packet from a link is a martian on a node; empty if it is none. */
  static Optional<Cause.Martian> reason(NodeHost node, Packet packet) {
    if (packet.source().isLoopback() && !routesLoopback(node, packet)) {
      return martian(node, Cause.MartianKind.LOOPBACK_SOURCE, packet.source());
    }
    if (packet.destination().isLoopback() && !routesLoopback(node, packet)) {
      return martian(node, Cause.MartianKind.LOOPBACK_DESTINATION, packet.destination());
    }
    return packet.source().isIpv4() && node.owns(packet.source())
        ? martian(node, Cause.MartianKind.OWN_SOURCE, packet.source())
        : Optional.empty();
  }

  /** Whether a packet of the node itself cannot leave it: __mkroute_output of Linux 6.18. */
  static boolean cannotLeave(NodeHost node, Packet packet) {
    return packet.source().isLoopback() && !routesLoopback(node, packet);
  }

  private static boolean routesLoopback(NodeHost node, Packet packet) {
    return packet.source().isIpv4() && node.layout().config().localnetNodes().contains(node.name());
  }

  private static Optional<Cause.Martian> martian(
      NodeHost node, Cause.MartianKind kind, IpAddress address) {
    return Optional.of(new Cause.Martian(node.name(), kind, address));
  }
}
