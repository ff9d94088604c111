package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import java.util.Optional;

/** What is behind the gateway: the outside hosts that are not on the nodes' segment. */
record Wan(Topology topology) implements Link {

  @Override
  public Optional<Host> neighbour(IpAddress address) {
    return topology.outsideAt(address).or(() -> topology.gatewayAt(address));
  }
}
