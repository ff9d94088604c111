package io.kubenet.assertj;

import io.kubenet.chance.Fraction;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.assertj.core.data.Percentage;

/** Numbers that people write, as exact fractions. */
final class Exact {

  private Exact() {}

  /** A percentage as the decimal that was written: 0.1% is 1/1000. */
  static Fraction percentage(Percentage percentage) {
    BigDecimal written = BigDecimal.valueOf(percentage.value).scaleByPowerOfTen(-2);
    return written.scale() <= 0
        ? Fraction.of(written.toBigIntegerExact(), BigInteger.ONE)
        : Fraction.of(written.unscaledValue(), BigInteger.TEN.pow(written.scale()));
  }

  static Fraction difference(Fraction one, Fraction other) {
    return one.compareTo(other) >= 0 ? one.minus(other) : other.minus(one);
  }
}
