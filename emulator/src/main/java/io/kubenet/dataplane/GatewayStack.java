package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Route;
import io.kubenet.trace.Step;
import java.util.Optional;

/**
 * The gateway's network stack. It carries packets between nodes and the outside hosts that are
 * known, hands what those send to load balancers to a node, and drops all others.
 *
 * @param gateway the gateway
 */
record GatewayStack(Gateway gateway) implements Stack {

  @Override
  public Next emit(SocketBuffer outgoing, Journey journey) {
    return dropped(outgoing.packet());
  }

  @Override
  public Next receive(Frame frame, Journey journey) {
    journey.enter(gateway);
    Topology topology = journey.topology();
    Packet packet = frame.packet();
    if (gateway.owns(packet.destination())) {
      return toItself(frame, journey);
    }
    if (topology.layout().segmentOf(packet.destination()).isPresent()) {
      return send(frame, Link.SEGMENT, packet.destination(), journey);
    }
    if (topology.outsideAt(packet.destination()).isPresent()) {
      return send(frame, Link.WAN, packet.destination(), journey);
    }
    return routerFor(frame, journey)
        .flatMap(node -> node.internalIp(packet.family()))
        .map(router -> send(frame, Link.SEGMENT, router, journey))
        .orElseGet(() -> dropped(packet));
  }

  /** An outside host that is known by the gateway's address is on the gateway itself. */
  private static Next toItself(Frame frame, Journey journey) {
    return journey
        .topology()
        .outsideAt(frame.packet().destination())
        .map(host -> new PlainStack((PlainHost) host).receive(frame, journey))
        .orElseGet(() -> dropped(frame.packet()));
  }

  /** What a node sends out comes to no other node: the world gives back nothing. */
  private static Optional<Node> routerFor(Frame frame, Journey journey) {
    return frame.from() instanceof NodeHost ? Optional.empty() : journey.routerFor(frame.packet());
  }

  private Next send(Frame frame, Link link, IpAddress nextHop, Journey journey) {
    Optional<Host> neighbour = journey.neighbour(link, nextHop, gateway);
    if (neighbour.isEmpty()) {
      return dropped(frame.packet());
    }
    journey.note(new Step.Routed(new Route.ToHost(neighbour.get().name())));
    return new Frame(link, gateway, neighbour.get(), frame.packet());
  }

  private static Next dropped(Packet packet) {
    return new Ending.Lost(Causes.lost(new Cause.GatewayDropped(packet.destination())));
  }
}
