package io.kubenet.timeline;

import io.kubenet.chance.Fraction;
import io.kubenet.trace.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * Requests that were lost in one manner, in one stretch of time.
 *
 * @param verdict what the client saw
 * @param endpoint whom its packets were for; empty if nobody
 * @param because what caused it
 * @param count how many on average, exactly
 * @param from when the first could be lost
 * @param to when no more were
 */
public record Loss(
    Verdict verdict,
    Optional<String> endpoint,
    String because,
    Fraction count,
    Duration from,
    Duration to) {

  boolean isContinuedBy(Fate fate, Duration at) {
    return to.equals(at)
        && verdict == fate.verdict()
        && endpoint.equals(fate.endpoint())
        && because.equals(fate.because());
  }

  Loss with(Fraction more, Duration until) {
    return new Loss(verdict, endpoint, because, count.plus(more), from, until);
  }
}
