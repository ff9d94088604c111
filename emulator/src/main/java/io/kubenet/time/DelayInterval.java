package io.kubenet.time;

import java.time.Duration;

/**
 * How long something takes: anything from the shortest to the longest time.
 *
 * @param min the shortest time
 * @param max the longest time
 */
public record DelayInterval(Duration min, Duration max) {

  /** No time at all. */
  public static final DelayInterval NONE = exactly(Duration.ZERO);

  public DelayInterval {
    if (min.isNegative()) {
      throw new IllegalArgumentException("a delay can't be negative: " + Durations.text(min));
    }
    if (max.compareTo(min) < 0) {
      throw new IllegalArgumentException(
          "a delay's max %s is below its min %s"
              .formatted(Durations.text(max), Durations.text(min)));
    }
  }

  /** Always the same time. */
  public static DelayInterval exactly(Duration time) {
    return new DelayInterval(time, time);
  }

  /** Anything from one number of milliseconds to another. */
  public static DelayInterval ofMillis(long min, long max) {
    return new DelayInterval(Duration.ofMillis(min), Duration.ofMillis(max));
  }

  /** Whether it is always the same time. */
  public boolean isExact() {
    return min.equals(max);
  }

  /** How many times it holds: those a whole number of milliseconds above the shortest. */
  public int choices() {
    return Math.toIntExact(Math.min(max.minus(min).toMillis(), Integer.MAX_VALUE - 1L) + 1);
  }

  /**
   * One time of it.
   *
   * @param number which one, from 0 for the shortest
   * @throws IllegalArgumentException if it holds fewer
   */
  public Duration choice(int number) {
    if (number < 0 || number >= choices()) {
      throw new IllegalArgumentException(
          "%d is not a choice of %s; expected 0 to %d".formatted(number, this, choices() - 1));
    }
    return min.plusMillis(number);
  }

  /** {@code 5ms} or {@code 5ms to 100ms}. */
  @Override
  public String toString() {
    return isExact() ? Durations.text(min) : Durations.text(min) + " to " + Durations.text(max);
  }
}
