package io.kubenet.lifecycle;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A startup or readiness probe, with the numbers that decide when it succeeds. What does not listen
 * refuses a probe at once, so its timeout plays no part.
 *
 * @param initialDelay how old the container is when it is first asked; counted in whole seconds
 * @param period from one question to the next
 * @param successThreshold how many good answers in a row it takes
 * @param failureThreshold how many bad answers in a row it takes
 */
public record ContainerProbe(
    Duration initialDelay, Duration period, int successThreshold, int failureThreshold) {

  /** What a manifest means that gives no number (SetDefaults_Probe, v1.36). */
  public static final ContainerProbe DEFAULT =
      new ContainerProbe(Duration.ZERO, Duration.ofSeconds(10), 1, 3);

  public ContainerProbe {
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("a probe's period must be over 0, is " + period);
    }
    if (successThreshold < 1 || failureThreshold < 1) {
      throw new IllegalArgumentException("a probe's thresholds must be at least 1");
    }
  }

  /**
   * When so many answers in a row are of one kind.
   *
   * @param first the first question
   * @param threshold how many
   * @param last no question comes after it
   * @param isSo whether the answer at an instant is of that kind
   */
  Optional<Duration> reached(
      Duration first, int threshold, Duration last, Predicate<Duration> isSo) {
    int inARow = 0;
    for (Duration at = first; at.compareTo(last) <= 0; at = at.plus(period)) {
      inARow = isSo.test(at) ? inARow + 1 : 0;
      if (inARow == threshold) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /**
   * The first question that counts: the kubelet asks on at its period, and passes over a container
   * that is too young (prober/worker.go doProbe, v1.36).
   *
   * @param tick when it would first ask
   * @param started when the container started
   */
  Duration first(Duration tick, Duration started) {
    Duration at = tick;
    while (at.minus(started).isNegative()
        || at.minus(started).toSeconds() < initialDelay.toSeconds()) {
      at = at.plus(period);
    }
    return at;
  }
}
