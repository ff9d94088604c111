package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.trace.Cause;
import java.util.Optional;

/** Where a bridge takes a frame that came in by a pod's port and passed PREROUTING. */
record Bridging(Frame frame, Passage passage) {

  Next go() {
    IpAddress destination = passage.packet().destination();
    if (destination.equals(frame.packet().destination())) {
      return frame.to().equals(passage.node()) ? routed() : toPort(frame.to());
    }
    return staysOnBridge(destination)
        ? neighbour(destination).map(this::toPort).orElseGet(() -> unreachable(destination))
        : routed();
  }

  private Optional<Host> neighbour(IpAddress destination) {
    return passage.journey().topology().neighbour(frame.link(), destination);
  }

  /** Nobody is told of a frame that was for another port (icmp_send asks for PACKET_HOST). */
  private Next unreachable(IpAddress destination) {
    return frame.to().equals(passage.node())
        ? passage.unreachable(destination)
        : passage.undelivered(destination);
  }

  private boolean staysOnBridge(IpAddress destination) {
    NodeHost node = passage.node();
    return !node.owns(destination)
        && node.routeTo(destination).filter(route -> route.link().equals(frame.link())).isPresent();
  }

  private Next routed() {
    return new RoutedInput(passage).take();
  }

  private Next toPort(Host pod) {
    if (pod.equals(frame.from()) && isHairpinOff()) {
      return new Ending.Lost(Causes.lost(new Cause.HairpinOff(passage.node().name())));
    }
    return new Forwarding(passage, Interfaces.BRIDGE)
        .judged()
        .orElseGet(() -> passage.transmit(frame.link(), pod));
  }

  private boolean isHairpinOff() {
    return passage.node().layout().config().hairpin() == FabricConfig.Hairpin.OFF;
  }
}
