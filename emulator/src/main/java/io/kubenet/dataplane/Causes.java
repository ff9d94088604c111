package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;

/** Why packets end without a rule's doing. */
final class Causes {

  private Causes() {}

  static Outcome lost(Cause cause) {
    return new Outcome(Verdict.TIMED_OUT, cause);
  }

  /** The sender's node is switched off. */
  static Outcome failed(String node) {
    return lost(new Cause.NodeDown(node));
  }

  /** Nobody answered for the next hop; a UDP socket is not told of it (Linux 6.18, udp_err). */
  static Outcome noNeighbour(IpAddress address, Packet packet) {
    return new Outcome(
        packet.protocol() == Protocol.UDP ? Verdict.TIMED_OUT : Verdict.HOST_UNREACHABLE,
        new Cause.NoNeighbour(address));
  }

  static Outcome noRoute(Host host, IpAddress destination) {
    return new Outcome(Verdict.NETWORK_UNREACHABLE, new Cause.NoRoute(host.name(), destination));
  }
}
