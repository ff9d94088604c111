package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;

/** Why packets end without a rule's doing. */
final class Causes {

  private Causes() {}

  static Outcome lost(String reason) {
    return Outcome.of(Verdict.TIMED_OUT, reason);
  }

  static Outcome nobodyHas(IpAddress address) {
    return Outcome.of(Verdict.HOST_UNREACHABLE, "nobody has " + address + " on its link");
  }

  static Outcome noRoute(Host host, IpAddress destination) {
    return Outcome.of(Verdict.NETWORK_UNREACHABLE, host.name() + " has no route to " + destination);
  }
}
