package io.kubenet.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FractionTest {

  private static final long MOST = 1L << 40;

  @Test
  void isInLowestTerms() {
    assertThat(Fraction.of(6, 8)).hasToString("3/4");
    assertThat(Fraction.of(10, 15)).hasToString("2/3");
    assertThat(Fraction.of(0, 7)).isEqualTo(Fraction.ZERO);
    assertThat(Fraction.of(8, 8)).isEqualTo(Fraction.ONE).hasToString("1");
  }

  @Test
  void theKernelsThirdIsTheNearestOfTwoToThe31() {
    Fraction third = Fraction.of(715827883L, 1L << 31);

    assertThat(third.numerator()).isEqualTo(715827883);
    assertThat(third.denominator()).isEqualTo(2147483648L);
    assertThat(third.doubleValue()).isEqualTo(715827883 / 2147483648.0);
  }

  @Test
  void nothingIsNegativeOrDividedByZero() {
    assertThatThrownBy(() -> Fraction.of(1, 0)).hasMessage("1/0 is no such fraction");
    assertThatThrownBy(() -> Fraction.of(-1, 2)).hasMessage("-1/2 is no such fraction");
    assertThatThrownBy(() -> Fraction.of(1, 3).minus(Fraction.of(1, 2)))
        .hasMessage("1/3 - 1/2 is negative");
  }

  @Property
  void sumsAndProductsAreThoseOfWholeNumbers(
      @ForAll @LongRange(max = MOST) long a,
      @ForAll @LongRange(min = 1, max = MOST) long b,
      @ForAll @LongRange(max = MOST) long c,
      @ForAll @LongRange(min = 1, max = MOST) long d) {
    Fraction left = Fraction.of(a, b);
    Fraction right = Fraction.of(c, d);

    assertThat(left.plus(right))
        .isEqualTo(
            Fraction.of(
                big(a).multiply(big(d)).add(big(c).multiply(big(b))), big(b).multiply(big(d))));
    assertThat(left.times(right))
        .isEqualTo(Fraction.of(big(a).multiply(big(c)), big(b).multiply(big(d))));
    assertThat(left.plus(right).minus(right)).isEqualTo(left);
    assertThat(left.compareTo(right))
        .isEqualTo(big(a).multiply(big(d)).compareTo(big(c).multiply(big(b))));
  }

  @Property
  void theDoubleIsNear(
      @ForAll @LongRange(max = MOST) long a, @ForAll @LongRange(min = 1, max = MOST) long b) {
    double exact = (double) a / b;

    assertThat(Fraction.of(a, b).doubleValue()).isCloseTo(exact, within(Math.ulp(exact)));
  }

  @Test
  void aProbabilityBelowEveryDoubleIsZeroToRead() {
    Fraction tiny = Fraction.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(5000));

    assertThat(tiny.doubleValue()).isZero();
    assertThat(tiny.isZero()).isFalse();
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
