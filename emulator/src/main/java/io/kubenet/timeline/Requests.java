package io.kubenet.timeline;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of requests at a rate: exact sums, as between two events nothing changes.
 *
 * @param sent how many were sent
 * @param answered how many were answered
 * @param lost those that were not, by cause and time; with those answered they are all
 */
public record Requests(Fraction sent, Fraction answered, List<Loss> lost) {

  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

  public Requests {
    lost = ImmutableList.copyOf(lost);
  }

  /**
   * Requests that each make a connection of their own.
   *
   * @param intervals what becomes of connections, from the first instant to the last
   * @param perSecond how many are sent a second
   */
  public static Requests of(List<FlowInterval> intervals, Fraction perSecond) {
    Fraction sent = Fraction.ZERO;
    Fraction answered = Fraction.ZERO;
    List<Loss> lost = new ArrayList<>();
    for (FlowInterval interval : intervals) {
      if (interval.isWithoutClient()) {
        continue;
      }
      Fraction number = perSecond.times(seconds(interval.length()));
      sent = sent.plus(number);
      for (Fate fate : interval.fates()) {
        Fraction part = number.times(fate.probability());
        if (fate.isEstablished()) {
          answered = answered.plus(part);
        } else {
          add(lost, fate, part, interval);
        }
      }
    }
    return new Requests(sent, answered, lost);
  }

  private static void add(List<Loss> lost, Fate fate, Fraction count, FlowInterval interval) {
    if (count.isZero()) {
      return;
    }
    for (int i = 0; i < lost.size(); i++) {
      if (lost.get(i).isContinuedBy(fate, interval.from())) {
        lost.set(i, lost.get(i).with(count, interval.to()));
        return;
      }
    }
    lost.add(
        new Loss(
            fate.verdict(),
            fate.endpoint(),
            fate.because(),
            count,
            interval.from(),
            interval.to()));
  }

  static Fraction seconds(Duration time) {
    return Fraction.of(BigInteger.valueOf(time.toNanos()), NANOS);
  }

  /** How many were lost. */
  public Fraction lostInAll() {
    return lost.stream().map(Loss::count).reduce(Fraction.ZERO, Fraction::plus);
  }
}
