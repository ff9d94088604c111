package io.kubenet.ruleset.ipvs;

import io.kubenet.net.IpPort;

/**
 * A server behind a virtual server; packets are translated to it.
 *
 * @param address its address and port
 * @param weight how much it can take; one of weight 0 gets no new connections
 */
public record RealServer(IpPort address, int weight) {

  public RealServer {
    if (weight < 0 || weight > 65535) {
      throw new IllegalArgumentException("weight must be 0 to 65535, was " + weight);
    }
  }
}
