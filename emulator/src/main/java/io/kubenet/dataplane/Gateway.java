package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Route;
import io.kubenet.trace.Step;
import java.util.List;
import java.util.Optional;

/**
 * The router between the nodes' segment and the world. It carries packets between nodes and the
 * outside hosts that are known, hands what those send to load balancers to a node, and drops all
 * others.
 *
 * @param topology where it is
 * @param address its address on the segment
 */
record Gateway(Topology topology, IpAddress address) implements Host {

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public Place place() {
    return new Place.Outside(address);
  }

  @Override
  public boolean owns(IpAddress other) {
    return other.equals(address);
  }

  @Override
  public List<IpAddress> addresses() {
    return List.of(address);
  }

  @Override
  public Optional<IpAddress> sourceFor(IpAddress destination) {
    return Optional.of(address);
  }

  @Override
  public Optional<Place> listener(Packet packet) {
    return Optional.empty();
  }

  @Override
  public Next emit(SocketBuffer outgoing, Journey journey) {
    return dropped(outgoing.packet());
  }

  @Override
  public Next receive(Frame frame, Journey journey) {
    journey.enter(this);
    Packet packet = frame.packet();
    if (topology.segmentOf(packet.destination()).isPresent()) {
      return send(frame, topology.segment(), packet.destination(), journey);
    }
    if (topology.outsideAt(packet.destination()).isPresent()) {
      return send(frame, topology.wan(), packet.destination(), journey);
    }
    return routerFor(frame, journey)
        .flatMap(node -> node.internalIp(packet.family()))
        .map(router -> send(frame, topology.segment(), router, journey))
        .orElseGet(() -> dropped(packet));
  }

  /** What a node sends out comes to no other node: the world gives back nothing. */
  private static Optional<Node> routerFor(Frame frame, Journey journey) {
    return frame.from() instanceof NodeHost ? Optional.empty() : journey.routerFor(frame.packet());
  }

  private Next send(Frame frame, Link link, IpAddress nextHop, Journey journey) {
    Optional<Host> neighbour = link.neighbour(nextHop).filter(host -> !host.equals(this));
    if (neighbour.isEmpty()) {
      return dropped(frame.packet());
    }
    journey.note(new Step.Routed(new Route.ToHost(neighbour.get().name())));
    return new Frame(link, this, neighbour.get(), frame.packet());
  }

  private static Next dropped(Packet packet) {
    return new Ending.Lost(Causes.lost(new Cause.GatewayDropped(packet.destination())));
  }
}
