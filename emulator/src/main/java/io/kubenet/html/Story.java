package io.kubenet.html;

import io.kubenet.chance.Fraction;
import io.kubenet.trace.Trace;
import io.kubenet.trace.Verdict;
import java.util.Optional;

/**
 * One way that a connection can go, as a page tells it.
 *
 * @param summary how it ended, in a few words
 * @param verdict what the one who connects sees
 * @param probability how likely it is
 * @param request the way of its first packet
 * @param reply the way of what came back
 */
public record Story(
    String summary,
    Verdict verdict,
    Fraction probability,
    Optional<Trace> request,
    Optional<Trace> reply) {

  boolean isGood() {
    return verdict == Verdict.ESTABLISHED;
  }

  /** {@code good} or {@code bad}: the class that gives it its colour. */
  String tone() {
    return isGood() ? "good" : "bad";
  }
}
