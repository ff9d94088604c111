package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A connection that somebody wants to make.
 *
 * @param from who makes it
 * @param protocol TCP, UDP or SCTP; ICMP of the target's family for an echo request
 * @param to where to; an echo request has port 0
 * @param via the node that an outside host's packet for an address of no node reaches first; empty
 *     where that is a load balancer's choice
 * @param fromPort the source port; empty for one that is free
 */
public record Attempt(
    Place from, Protocol protocol, IpPort to, Optional<String> via, OptionalInt fromPort) {

  public static Attempt of(Place from, Protocol protocol, IpPort to) {
    return new Attempt(from, protocol, to, Optional.empty(), OptionalInt.empty());
  }

  /** An echo request. */
  public static Attempt ping(Place from, IpAddress to) {
    return of(from, Protocol.icmpOf(to.family()), new IpPort(to, 0));
  }

  public Attempt withVia(String node) {
    return new Attempt(from, protocol, to, Optional.of(node), fromPort);
  }
}
