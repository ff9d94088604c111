package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.Hook;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Step;
import java.util.Optional;

/** A node's IP stack with a packet that came from a link and passed PREROUTING. */
record RoutedInput(Passage passage) {

  Next take() {
    Packet packet = passage.packet();
    Optional<Cause.Martian> martian = Martians.reason(passage.node(), packet);
    if (martian.isPresent()) {
      return new Ending.Lost(Causes.lost(martian.get()));
    }
    return passage.node().owns(packet.destination()) ? input() : forward(packet.destination());
  }

  private Next input() {
    return passage.judge(Hook.INPUT).orElseGet(passage::arrived);
  }

  private Next forward(IpAddress destination) {
    Optional<NextHop> route = passage.node().routeTo(destination);
    if (route.isEmpty()) {
      return passage.noRoute(destination);
    }
    passage.note(new Step.Routed(route.get().route()));
    return new Forwarding(passage, route.get().device())
        .judged()
        .orElseGet(() -> passage.transmit(route.get()));
  }
}
