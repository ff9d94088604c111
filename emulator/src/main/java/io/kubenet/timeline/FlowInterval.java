package io.kubenet.timeline;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import java.time.Duration;
import java.util.List;

/**
 * A stretch of time in which nothing changes, and what becomes of connections that begin in it.
 *
 * @param from its begin
 * @param to its end; the instant itself belongs to the next one
 * @param fates what can become of a connection; their probabilities sum to 1; none while the client
 *     is not there
 */
public record FlowInterval(Duration from, Duration to, List<Fate> fates) {

  public FlowInterval {
    fates = ImmutableList.copyOf(fates);
  }

  /** Whether the client is not there, and sends nothing. */
  public boolean isWithoutClient() {
    return fates.isEmpty();
  }

  /** How long it is. */
  public Duration length() {
    return to.minus(from);
  }

  /** How likely a connection fails. */
  public Fraction failing() {
    return fates.stream()
        .filter(fate -> !fate.isEstablished())
        .map(Fate::probability)
        .reduce(Fraction.ZERO, Fraction::plus);
  }
}
