package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Step;
import java.util.Optional;

/** A host that has no rules and forwards nothing. */
interface PlainHost extends Host {

  /** Where it sends what is not for itself. */
  Optional<NextHop> routeOf(Packet packet, Journey journey);

  @Override
  default Next emit(SocketBuffer outgoing, Journey journey) {
    journey.enter(this);
    Packet packet = outgoing.packet();
    return owns(packet.destination()) ? new Ending.Arrived(this, outgoing) : send(packet, journey);
  }

  private Next send(Packet packet, Journey journey) {
    Optional<NextHop> route = routeOf(packet, journey);
    if (route.isEmpty()) {
      return new Ending.NotSent(Causes.noRoute(this, packet.destination()));
    }
    journey.note(new Step.Routed(route.get().route()));
    IpAddress nextHop = route.get().neighbour(packet.destination());
    return route
        .get()
        .link()
        .neighbour(nextHop)
        .<Next>map(neighbour -> new Frame(route.get().link(), this, neighbour, packet))
        .orElseGet(() -> new Ending.NotSent(Causes.noNeighbour(nextHop, packet)));
  }

  @Override
  default Next receive(Frame frame, Journey journey) {
    journey.enter(this);
    if (owns(frame.packet().destination())) {
      return new Ending.Arrived(this, SocketBuffer.received(frame.packet(), "eth0"));
    }
    return new Ending.Lost(
        Causes.lost(new Cause.Misdelivered(name(), frame.packet().destination())));
  }
}
