package io.kubenet.dataplane;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.TcpSegment;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Step;
import java.util.Optional;

/**
 * A packet's passage through one node.
 *
 * @param node the node
 * @param buffer the packet, with what the node's kernel notes on it
 * @param journey the way that this is a part of
 * @param bridged the frame that it came in by from a port of the node's bridge
 */
record Passage(NodeHost node, SocketBuffer buffer, Journey journey, Optional<Frame> bridged) {

  /** The passage of a packet that came by no bridge. */
  static Passage of(NodeHost node, SocketBuffer buffer, Journey journey) {
    return new Passage(node, buffer, journey, Optional.empty());
  }

  Packet packet() {
    return buffer.packet();
  }

  void note(Step step) {
    journey.note(step);
  }

  /** Asks the rules of a hook; what ended the packet's way, or empty if it goes on. */
  Optional<Next> judge(Hook hook) {
    Judgement judgement =
        journey.crossing().kernels().of(node).pass(hook, buffer, journey.circumstances());
    if (judgement instanceof Judgement.Dropped dropped) {
      return Optional.of(new Ending.Lost(Causes.lost(dropped.cause())));
    }
    if (judgement instanceof Judgement.Rejected rejected) {
      return Optional.of(rejected(rejected));
    }
    if (judgement instanceof Judgement.SentOn) {
      return Optional.of(new Diversion(node, buffer, bridged));
    }
    if (judgement instanceof Judgement.Undecided undecided) {
      throw new UndecidedException(
          node.name(), undecided, node.layout().placeOf(node.name(), undecided.rule()));
    }
    return Optional.empty();
  }

  private Ending rejected(Judgement.Rejected rejected) {
    Outcome cause = Causes.lost(new Cause.ByRule(rejected.rule()));
    return rejected
        .reply()
        .map(reply -> answered(reply, cause))
        .orElseGet(() -> new Ending.Lost(cause));
  }

  /**
   * A RST to what came by a port of the bridge goes straight back by that port: no rule sees it,
   * and none translates it back (nf_send_reset of Linux 6.18, nf_bridge_get_physindev).
   */
  private Ending answered(SocketBuffer reply, Outcome cause) {
    return bridged
        .filter(frame -> reply.packet().payload() instanceof TcpSegment)
        .map(frame -> new Frame(frame.link(), node, frame.from(), reply.packet()))
        .<Ending>map(back -> new Ending.SentBack(back, cause))
        .orElseGet(() -> new Ending.Sent(node, reply, cause));
  }

  Ending arrived() {
    return new Ending.Arrived(node, buffer);
  }

  Next transmit(Link link, Host neighbour) {
    return new Frame(link, node, neighbour, packet());
  }

  /** Puts it on the route's link, or tells its sender that nobody answers there. */
  Next transmit(NextHop route) {
    IpAddress nextHop = route.neighbour(packet().destination());
    return journey
        .neighbour(route.link(), nextHop, node)
        .map(neighbour -> judge(Hook.EGRESS).orElseGet(() -> transmit(route.link(), neighbour)))
        .orElseGet(() -> unreachable(nextHop));
  }

  /** Nobody answered for the next hop: the sender is told that the host cannot be reached. */
  Next unreachable(IpAddress nextHop) {
    return error(IcmpErrors.hostUnreachable(packet()), Causes.noNeighbour(nextHop, packet()));
  }

  /** Nobody answered for the next hop, and nobody is told. */
  Next undelivered(IpAddress nextHop) {
    Outcome cause = Causes.lost(new Cause.NoNeighbour(nextHop));
    note(new Step.Stopped(cause.cause()));
    return new Ending.Lost(cause);
  }

  Next noRoute(IpAddress destination) {
    return error(IcmpErrors.networkUnreachable(packet()), Causes.noRoute(node, destination));
  }

  private Next error(IcmpMessage message, Outcome cause) {
    note(new Step.Stopped(cause.cause()));
    return node.sourceFor(packet().source())
        .<Next>map(
            source ->
                new Ending.Sent(
                    node, buffer.icmpError(source, message.type(), message.code()), cause))
        .orElseGet(() -> new Ending.Lost(cause));
  }
}
