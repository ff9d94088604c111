package io.kubenet.dataplane;

import io.kubenet.net.Packet;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Outcome;

/** How the way of one packet ended. */
sealed interface Ending extends Next {

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
  }

  /** It did not reach the host that it is for. */
  sealed interface Failed extends Ending {

    /** What its sender sees of it, unless an error tells more. */
    Outcome outcome();
  }

  /** It was lost without a word. */
  record Lost(Outcome outcome) implements Failed {}

  /** A host on the way answered it with an error. */
  sealed interface Answered extends Failed {

    /** The error. */
    Packet answer();
  }

  /**
   * A host on the way answered it as it sends all else.
   *
   * @param host the host
   * @param buffer the error, as it is made
   * @param outcome why
   */
  record Sent(Host host, SocketBuffer buffer, Outcome outcome) implements Answered {

    @Override
    public Packet answer() {
      return buffer.packet();
    }
  }

  /**
   * A node answered it by the bridge port that it came by, past its own hooks.
   *
   * @param frame the answer
   * @param outcome why
   */
  record SentBack(Frame frame, Outcome outcome) implements Answered {

    @Override
    public Packet answer() {
      return frame.packet();
    }
  }

  /** The sender's own stack refused to send it. */
  record NotSent(Outcome outcome) implements Failed {}
}
