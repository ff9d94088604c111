package io.kubenet.dataplane;

import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Cause;

/**
 * Carries a packet from host to host until its way ends.
 *
 * @param journey the way, and the story of it
 */
record Walk(Journey journey) {

  /** Carries the packet that a host sends to where its way ends. */
  Ending from(Host sender, SocketBuffer outgoing) {
    return toItsEnd(stackOf(sender).emit(outgoing, journey));
  }

  /** Carries the error that a host on the way answered with. */
  Ending back(Ending.Answered answered) {
    if (answered instanceof Ending.SentBack sentBack) {
      journey.enter(sentBack.frame().from());
      return toItsEnd(sentBack.frame());
    }
    Ending.Sent sent = (Ending.Sent) answered;
    return from(sent.host(), sent.buffer());
  }

  private Ending toItsEnd(Next sent) {
    Next next = sent;
    while (!(next instanceof Ending)) {
      next = after(next);
    }
    return (Ending) next;
  }

  private Next after(Next next) {
    if (next instanceof Diversion diversion) {
      return NodeStack.divert(diversion, journey);
    }
    return journey.isExpired()
        ? new Ending.Lost(Causes.lost(new Cause.TimeToLiveExceeded()))
        : pass((Frame) next);
  }

  /** A node takes what its pods put on its bridge, whoever it is for. */
  private Next pass(Frame frame) {
    boolean isFromPort =
        frame.link().kind() == Link.Kind.BRIDGE && !(frame.from() instanceof NodeHost);
    return isFromPort
        ? new NodeStack(journey.topology().bridgeOwner(frame.link()))
            .receiveFromPort(frame, journey)
        : stackOf(frame.to()).receive(frame, journey);
  }

  private static Stack stackOf(Host host) {
    if (host instanceof NodeHost node) {
      return new NodeStack(node);
    }
    return host instanceof PlainHost plain
        ? new PlainStack(plain)
        : new GatewayStack((Gateway) host);
  }
}
