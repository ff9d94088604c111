package io.kubenet.chance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact, non-negative rational number in lowest terms.
 *
 * <p>The kernel's chances have powers of two below the line, so that power is kept apart: products
 * of thousands of them are reduced by shifts, not by greatest common divisors.
 */
public final class Fraction implements Comparable<Fraction> {

  public static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE, 0);
  public static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE, 0);

  private final BigInteger numerator;
  private final BigInteger oddDenominator;
  private final int shift;

  /** Takes parts in lowest terms: value = numerator / (oddDenominator * 2^shift). */
  private Fraction(BigInteger numerator, BigInteger oddDenominator, int shift) {
    this.numerator = numerator;
    this.oddDenominator = oddDenominator;
    this.shift = shift;
  }

  /**
   * {@code numerator / denominator}.
   *
   * @throws IllegalArgumentException if the denominator is not positive or the numerator negative
   */
  public static Fraction of(long numerator, long denominator) {
    return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /**
   * {@code numerator / denominator}.
   *
   * @throws IllegalArgumentException if the denominator is not positive or the numerator negative
   */
  public static Fraction of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() <= 0 || numerator.signum() < 0) {
      throw new IllegalArgumentException(numerator + "/" + denominator + " is no such fraction");
    }
    int twos = denominator.getLowestSetBit();
    return reduced(numerator, denominator.shiftRight(twos), twos);
  }

  private static Fraction reduced(BigInteger numerator, BigInteger odd, int shift) {
    if (numerator.signum() == 0) {
      return ZERO;
    }
    BigInteger n = numerator;
    BigInteger d = odd;
    if (d.bitLength() > 1) {
      BigInteger divisor = n.gcd(d);
      n = n.divide(divisor);
      d = d.divide(divisor);
    }
    int common = Math.min(n.getLowestSetBit(), shift);
    return new Fraction(n.shiftRight(common), d, shift - common);
  }

  public BigInteger numerator() {
    return numerator;
  }

  public BigInteger denominator() {
    return oddDenominator.shiftLeft(shift);
  }

  public boolean isZero() {
    return numerator.signum() == 0;
  }

  public Fraction plus(Fraction other) {
    int common = Math.max(shift, other.shift);
    BigInteger left = numerator.shiftLeft(common - shift);
    BigInteger right = other.numerator.shiftLeft(common - other.shift);
    if (oddDenominator.equals(other.oddDenominator)) {
      return reduced(left.add(right), oddDenominator, common);
    }
    return reduced(
        left.multiply(other.oddDenominator).add(right.multiply(oddDenominator)),
        oddDenominator.multiply(other.oddDenominator),
        common);
  }

  /**
   * The difference.
   *
   * @throws IllegalArgumentException if it would be negative
   */
  public Fraction minus(Fraction other) {
    int common = Math.max(shift, other.shift);
    BigInteger left = numerator.shiftLeft(common - shift).multiply(other.oddDenominator);
    BigInteger right = other.numerator.shiftLeft(common - other.shift).multiply(oddDenominator);
    if (left.compareTo(right) < 0) {
      throw new IllegalArgumentException(this + " - " + other + " is negative");
    }
    return reduced(left.subtract(right), oddDenominator.multiply(other.oddDenominator), common);
  }

  public Fraction times(Fraction other) {
    return isOne() ? other : other.isOne() ? this : product(other);
  }

  private Fraction product(Fraction other) {
    return reduced(
        numerator.multiply(other.numerator),
        oddDenominator.multiply(other.oddDenominator),
        shift + other.shift);
  }

  private boolean isOne() {
    return shift == 0 && numerator.equals(BigInteger.ONE) && oddDenominator.equals(BigInteger.ONE);
  }

  /**
   * The first 63 bits after the binary point, rounded down; 2^63 - 1 for 1.
   *
   * @throws IllegalArgumentException if it is over 1
   */
  public long first63Bits() {
    if (compareTo(ONE) > 0) {
      throw new IllegalArgumentException(this + " is over 1");
    }
    BigInteger scaled =
        shift >= 63
            ? numerator.shiftRight(shift - 63).divide(oddDenominator)
            : numerator.shiftLeft(63 - shift).divide(oddDenominator);
    return scaled.bitLength() > 63 ? Long.MAX_VALUE : scaled.longValue();
  }

  /** Rounded to some decimal places, zeros at the end left out: {@code 1.5}. */
  public String decimal(int places) {
    BigDecimal rounded =
        new BigDecimal(numerator())
            .divide(new BigDecimal(denominator()), places, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return rounded.toPlainString();
  }

  /** The nearest double; for people to read, never to decide by. */
  public double doubleValue() {
    if (isZero()) {
      return 0;
    }
    int excess = numerator.bitLength() - oddDenominator.bitLength() - 80;
    BigInteger quotient =
        excess >= 0
            ? numerator.shiftRight(excess).divide(oddDenominator)
            : numerator.shiftLeft(-excess).divide(oddDenominator);
    return Math.scalb(quotient.doubleValue(), Math.max(excess - shift, -2000));
  }

  @Override
  public int compareTo(Fraction other) {
    int common = Math.max(shift, other.shift);
    return numerator
        .shiftLeft(common - shift)
        .multiply(other.oddDenominator)
        .compareTo(other.numerator.shiftLeft(common - other.shift).multiply(oddDenominator));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fraction that
        && shift == that.shift
        && numerator.equals(that.numerator)
        && oddDenominator.equals(that.oddDenominator);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * numerator.hashCode() + oddDenominator.hashCode()) + shift;
  }

  /** {@code 1/3}; {@code 1} without a line where the denominator is 1. */
  @Override
  public String toString() {
    BigInteger denominator = denominator();
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
