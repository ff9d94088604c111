package io.kubenet.ruleset.iptables.match;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Chance: {@code -m statistic --mode random --probability 0.50000000000}.
 *
 * <p>The kernel compares 31 random bits with a threshold (net/netfilter/xt_statistic.c,
 * statistic_mt), which iptables makes of the decimal as {@code lround(0x80000000 * p)}.
 *
 * @param threshold the threshold: 0 never matches, 2^31 always does
 */
public record RandomMatch(Negatable<Long> threshold) implements Match {

  /** What the threshold is a share of: 2^31. */
  public static final long SCALE = 1L << 31;

  private static final long FIVE_TO_THE_11 = 48_828_125;
  private static final long TEN_TO_THE_11 = 100_000_000_000L;
  private static final long HALF = 1 << 19;

  public RandomMatch {
    if (threshold.value() < 0 || threshold.value() > SCALE) {
      throw new IllegalArgumentException("probability " + decimal(threshold) + " is not in 0-1");
    }
  }

  /** The match of a probability written as a decimal: {@code 0.3333333333}. */
  public static RandomMatch ofProbability(String decimal) {
    return new RandomMatch(Negatable.is(threshold(decimal)));
  }

  /** The threshold that iptables makes of a probability. */
  public static long threshold(String decimal) {
    return new BigDecimal(decimal)
        .multiply(BigDecimal.valueOf(SCALE))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  @Override
  public String text() {
    return "-m statistic --mode random "
        + new Negatable<>(decimal(threshold), threshold.isNegated()).text("--probability");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }

  /**
   * The share of the threshold with 11 digits, as printf rounds: to the nearest, and of two to the
   * even one.
   */
  private static String decimal(Negatable<Long> threshold) {
    if (threshold.value() < 0 || threshold.value() > SCALE) {
      return BigDecimal.valueOf(threshold.value()).divide(BigDecimal.valueOf(SCALE)).toString();
    }
    // 10^11 / 2^31 is 5^11 / 2^20.
    long scaled = threshold.value() * FIVE_TO_THE_11;
    long digits = (scaled + HALF - 1 + (scaled >> 20 & 1)) >> 20;
    String fraction = Long.toString(digits % TEN_TO_THE_11 + TEN_TO_THE_11);
    return digits / TEN_TO_THE_11 + "." + fraction.substring(1);
  }
}
