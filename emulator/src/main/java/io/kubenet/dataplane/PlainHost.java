package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Step;
import java.util.Optional;

/** A host that has no rules and forwards nothing. */
interface PlainHost extends Host {

  /** Where it sends what is not for itself. */
  Optional<Route> routeOf(Packet packet, Journey journey);

  @Override
  default Next emit(SocketBuffer outgoing, Journey journey) {
    journey.enter(this);
    Packet packet = outgoing.packet();
    return owns(packet.destination()) ? new Ending.Arrived(this, outgoing) : send(packet, journey);
  }

  private Next send(Packet packet, Journey journey) {
    Optional<Route> route = routeOf(packet, journey);
    if (route.isEmpty()) {
      return new Ending.NotSent(Causes.noRoute(this, packet.destination()));
    }
    journey.note(new Step.Routed(route.get().text()));
    IpAddress nextHop = route.get().nextHop(packet.destination());
    return route
        .get()
        .link()
        .neighbour(nextHop)
        .<Next>map(neighbour -> new Frame(route.get().link(), this, neighbour, packet))
        .orElseGet(() -> new Ending.NotSent(Causes.nobodyHas(nextHop, packet)));
  }

  @Override
  default Next receive(Frame frame, Journey journey) {
    journey.enter(this);
    if (owns(frame.packet().destination())) {
      return new Ending.Arrived(this, SocketBuffer.received(frame.packet(), "eth0"));
    }
    return new Ending.Lost(
        Causes.lost(
            name() + " got a packet for " + frame.packet().destination() + ", which it has not"));
  }
}
