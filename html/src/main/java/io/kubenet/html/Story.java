package io.kubenet.html;

import io.kubenet.Connection;
import io.kubenet.chance.Fraction;
import io.kubenet.net.IpAddress;
import io.kubenet.trace.Trace;
import io.kubenet.trace.Verdict;
import java.util.Optional;

/**
 * One way that a connection can go, as a page tells it.
 *
 * @param summary how it ended, in a few words
 * @param because why it ended so
 * @param verdict what the one who connects sees
 * @param probability how likely it is
 * @param request the way of its first packet
 * @param reply the way of what came back
 * @param client the client's address as the one who served it saw it
 */
record Story(
    String summary,
    String because,
    Verdict verdict,
    Fraction probability,
    Optional<Trace> request,
    Optional<Trace> reply,
    Optional<IpAddress> client) {

  static Story of(Connection connection) {
    return new Story(
        connection.summary(),
        connection.outcome().because(),
        connection.verdict(),
        connection.probability(),
        connection.request(),
        connection.reply(),
        connection.clientIp());
  }

  boolean isGood() {
    return verdict == Verdict.ESTABLISHED;
  }

  /** How it ended, beside the verdict. */
  String detail() {
    return isGood() ? summary : because;
  }

  /** {@code good} or {@code bad}: the class that gives it its colour. */
  String tone() {
    return isGood() ? "good" : "bad";
  }
}
