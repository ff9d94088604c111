package io.kubenet.dataplane;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.Packet;
import io.kubenet.trace.Cause;
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
    if (ending instanceof Ending.Failed failed) {
      return Causes.lost(new Cause.ReplyLost(failed.outcome().cause()));
    }
    Ending.Arrived arrived = (Ending.Arrived) ending;
    if (!arrived.host().equals(sender)) {
      return Causes.lost(new Cause.ReplyStrayed(arrived.host().name()));
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
            new Cause.ReplyMismatched(Cause.Ends.of(reply), Cause.Ends.of(sent).swapped()));
  }

  private Outcome ofError(IcmpMessage error, Outcome told) {
    boolean isOurs = error.about().filter(sent::equals).isPresent();
    Verdict verdict =
        isOurs ? IcmpErrors.verdict(error, sent).orElse(Verdict.TIMED_OUT) : Verdict.TIMED_OUT;
    return told.withVerdict(verdict);
  }
}
