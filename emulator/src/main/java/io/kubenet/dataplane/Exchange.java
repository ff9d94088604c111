package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Trace;
import java.util.Optional;

/**
 * A packet and what came back.
 *
 * @param request the packet's way; empty if the sender had no address to send it from
 * @param reply the way of the answer; empty if nobody answered
 * @param outcome what the sender saw
 * @param served who took the packet and answered it; empty if the reply did not come home
 */
public record Exchange(
    Optional<Trace> request, Optional<Trace> reply, Outcome outcome, Optional<Served> served) {

  /** An exchange whose first packet its sender could not even make. */
  public static Exchange unsent(Outcome outcome) {
    return new Exchange(Optional.empty(), Optional.empty(), outcome, Optional.empty());
  }

  /**
   * A socket's side of an exchange.
   *
   * @param by whose socket it is
   * @param address the address that the packet arrived at
   * @param client the source address that the packet arrived with
   */
  public record Served(Place by, IpPort address, IpAddress client) {}
}
