package io.kubenet.dataplane;

import io.kubenet.net.Packet;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;

/** How the way of one packet ended. */
sealed interface Ending extends Next {

  /** Why it went no further than it did. */
  Outcome cause();

  /**
   * It reached the host that it is for.
   *
   * @param host the host
   * @param buffer the packet as it arrived
   */
  record Arrived(Host host, SocketBuffer buffer) implements Ending {

    Packet packet() {
      return buffer.packet();
    }

    @Override
    public Outcome cause() {
      return Outcome.of(Verdict.ESTABLISHED, "it arrived at " + host.name());
    }
  }

  /**
   * It was lost without a word.
   *
   * @param cause why
   */
  record Lost(Outcome cause) implements Ending {}

  /**
   * A host on the way answered it with an error.
   *
   * @param host the host
   * @param answer the error, to be carried back
   * @param cause why
   */
  record Answered(Host host, SocketBuffer answer, Outcome cause) implements Ending {}

  /**
   * The sender's own stack refused to send it.
   *
   * @param cause why
   */
  record NotSent(Outcome cause) implements Ending {}
}
