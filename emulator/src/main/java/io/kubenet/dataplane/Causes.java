package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;

/** Why packets end without a rule's doing. */
final class Causes {

  private Causes() {}

  static Outcome lost(String reason) {
    return Outcome.of(Verdict.TIMED_OUT, reason);
  }

  /** The sender's node is switched off. */
  static Outcome failed(String node) {
    return lost("node " + node + " is down");
  }

  /** Nobody answered for the next hop; a UDP socket is not told of it (Linux 6.18, udp_err). */
  static Outcome nobodyHas(IpAddress address, Packet packet) {
    return Outcome.of(
        packet.protocol() == Protocol.UDP ? Verdict.TIMED_OUT : Verdict.HOST_UNREACHABLE,
        "nobody has " + address + " on its link");
  }

  static Outcome noRoute(Host host, IpAddress destination) {
    return Outcome.of(Verdict.NETWORK_UNREACHABLE, host.name() + " has no route to " + destination);
  }
}
