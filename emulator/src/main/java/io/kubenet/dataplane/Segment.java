package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import java.util.Optional;

/** The link that all nodes share, with the gateway and the outside hosts that are on it. */
record Segment(Topology topology) implements Link {

  @Override
  public Optional<Host> neighbour(IpAddress address) {
    Optional<NodeHost> node = topology.nodeAt(address);
    return node.isPresent()
        ? Optional.of(node.get())
        : topology
            .gatewayAt(address)
            .or(() -> topology.outsideAt(address))
            .or(() -> topology.serviceNodeAt(address));
  }
}
