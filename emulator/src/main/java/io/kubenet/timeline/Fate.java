package io.kubenet.timeline;

import io.kubenet.chance.Fraction;
import io.kubenet.trace.Verdict;
import java.util.Locale;
import java.util.Optional;

/**
 * What can become of a connection, and how likely that is.
 *
 * @param verdict what the one who connects sees
 * @param endpoint who served it, or whom its packets were for when they failed; empty if nobody
 * @param address where it was served
 * @param clientIp the client's address as the one who served it saw it
 * @param because what caused it to fail; empty if it did not
 * @param probability how likely it is
 */
public record Fate(
    Verdict verdict,
    Optional<String> endpoint,
    Optional<String> address,
    Optional<String> clientIp,
    String because,
    Fraction probability) {

  public boolean isEstablished() {
    return verdict == Verdict.ESTABLISHED;
  }

  /** {@code 33.33% REFUSED by shop/api-1: nothing listens there}. */
  @Override
  public String toString() {
    String share = String.format(Locale.ROOT, "%.2f%% ", 100 * probability.doubleValue());
    return share
        + verdict
        + endpoint.map(name -> (isEstablished() ? " by " : " at ") + name).orElse("")
        + (because.isEmpty() ? "" : ": " + because);
  }
}
