package io.kubenet.conformance.kernel;

import io.kubenet.trace.Verdict;

/**
 * How a real connection ended.
 *
 * @param verdict what the client saw
 * @param endpoint who answered; empty if nobody did
 * @param clientIp the client's address as the server saw it; empty if nobody answered
 */
record RealOutcome(Verdict verdict, String endpoint, String clientIp)
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
    return endpoint.isEmpty() ? verdict.name() : endpoint + " seeing " + clientIp;
  }
}
