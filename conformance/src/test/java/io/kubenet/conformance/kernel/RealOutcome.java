package io.kubenet.conformance.kernel;

import io.kubenet.trace.Verdict;

/**
 * How a connection ended, as far as its two ends can tell.
 *
 * @param verdict what the client saw
 * @param server the address and port that took it; empty if nobody did
 * @param clientIp the client's address as the server saw it; empty if nobody took it
 */
record RealOutcome(Verdict verdict, String server, String clientIp)
    implements Comparable<RealOutcome> {

  static RealOutcome failed(Verdict verdict) {
    return new RealOutcome(verdict, "", "");
  }

  @Override
  public int compareTo(RealOutcome other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return server.isEmpty() ? verdict.name() : server + " seeing " + clientIp;
  }
}
