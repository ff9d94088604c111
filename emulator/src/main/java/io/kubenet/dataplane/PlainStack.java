package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Step;
import java.util.Optional;

/**
 * The network stack of a host that has no rules and forwards nothing.
 *
 * @param host the host
 */
record PlainStack(PlainHost host) implements Stack {

  @Override
  public Next emit(SocketBuffer outgoing, Journey journey) {
    journey.enter(host);
    Packet packet = outgoing.packet();
    return host.owns(packet.destination())
        ? new Ending.Arrived(host, outgoing)
        : send(packet, journey);
  }

  private Next send(Packet packet, Journey journey) {
    Optional<NextHop> route = host.routeOf(packet, journey);
    if (route.isEmpty()) {
      return new Ending.NotSent(Causes.noRoute(host, packet.destination()));
    }
    journey.note(new Step.Routed(route.get().route()));
    Link link = route.get().link();
    IpAddress nextHop = route.get().neighbour(packet.destination());
    return journey
        .neighbour(link, nextHop, host)
        .<Next>map(neighbour -> new Frame(link, host, neighbour, packet))
        .orElseGet(() -> new Ending.NotSent(Causes.noNeighbour(nextHop, packet)));
  }

  @Override
  public Next receive(Frame frame, Journey journey) {
    journey.enter(host);
    IpAddress destination = frame.packet().destination();
    return host.owns(destination)
        ? new Ending.Arrived(host, SocketBuffer.received(frame.packet(), "eth0"))
        : new Ending.Lost(Causes.lost(new Cause.Misdelivered(host.name(), destination)));
  }
}
