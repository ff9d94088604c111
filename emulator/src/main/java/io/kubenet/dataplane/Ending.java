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

  /** A host on the way answered it with an error. */
  sealed interface Answered extends Ending {

    /** The error. */
    Packet answer();

    /** Sends the error on its way back. */
    Next send(Journey back);
  }

  /**
   * A host on the way answered it as it sends all else.
   *
   * @param host the host
   * @param buffer the error, as it is made
   * @param cause why
   */
  record Sent(Host host, SocketBuffer buffer, Outcome cause) implements Answered {

    @Override
    public Packet answer() {
      return buffer.packet();
    }

    @Override
    public Next send(Journey back) {
      return host.emit(buffer, back);
    }
  }

  /**
   * A node answered it by the bridge port that it came by, past its own hooks.
   *
   * @param frame the answer
   * @param cause why
   */
  record SentBack(Frame frame, Outcome cause) implements Answered {

    @Override
    public Packet answer() {
      return frame.packet();
    }

    @Override
    public Next send(Journey back) {
      back.enter(frame.from());
      return frame;
    }
  }

  /**
   * The sender's own stack refused to send it.
   *
   * @param cause why
   */
  record NotSent(Outcome cause) implements Ending {}
}
