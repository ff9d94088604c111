package io.kubenet.dataplane;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.Packet;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;

/**
 * What the sender of a packet makes of the end of its answer's way.
 *
 * @param sender who sent
 * @param sent what was sent
 */
record Homecoming(Host sender, Packet sent) {

  /**
   * The outcome of an exchange.
   *
   * @param ending where the answer's way ended
   * @param told what the sender is told if it came home as sent, and why
   */
  Outcome outcome(Ending ending, Outcome told) {
    if (!(ending instanceof Ending.Arrived arrived)) {
      return lost(ending);
    }
    if (!arrived.host().equals(sender)) {
      return Causes.lost("the reply went to " + arrived.host().name());
    }
    Packet packet = arrived.packet();
    return packet.payload() instanceof IcmpMessage message && message.isError()
        ? ofError(message, told)
        : ofReply(packet, told);
  }

  private Outcome ofReply(Packet reply, Outcome told) {
    return reply.reversed(sent.payload()).equals(sent)
        ? told
        : Causes.lost(
            "the reply came from "
                + reply.sourceEnd()
                + " to "
                + reply.destinationEnd()
                + ", not from "
                + sent.destinationEnd()
                + " to "
                + sent.sourceEnd());
  }

  private Outcome ofError(IcmpMessage error, Outcome told) {
    boolean isOurs = error.about().filter(sent::equals).isPresent();
    Verdict verdict =
        isOurs ? IcmpErrors.verdict(error, sent).orElse(Verdict.TIMED_OUT) : Verdict.TIMED_OUT;
    return new Outcome(verdict, told.because(), told.rule());
  }

  private static Outcome lost(Ending ending) {
    Outcome cause = ending.cause();
    return new Outcome(Verdict.TIMED_OUT, "the reply was lost: " + cause.because(), cause.rule());
  }
}
