package io.kubenet.assertj;

/**
 * Pearson's chi-square test: how likely a deviation as large as a sample's is, if the sample comes
 * from the distribution.
 *
 * <p>The survival function is the regularized upper incomplete gamma function Q(k/2, x/2): its
 * series where x is small, Lentz's continued fraction where it is large (Abramowitz and Stegun,
 * 6.5.29 and 6.5.31).
 */
final class ChiSquare {

  private static final int MOST_TERMS = 10_000;
  private static final double PRECISION = 1e-16;

  private ChiSquare() {}

  /**
   * The statistic.
   *
   * @param observed how often each alternative was seen
   * @param expected how often it should be seen; over 0
   */
  static double statistic(long[] observed, double[] expected) {
    double sum = 0;
    for (int i = 0; i < observed.length; i++) {
      double off = observed[i] - expected[i];
      sum += off * off / expected[i];
    }
    return sum;
  }

  /** The probability that the statistic is at least x. */
  static double survival(double x, int degreesOfFreedom) {
    if (x <= 0) {
      return 1;
    }
    double shape = degreesOfFreedom / 2.0;
    double point = x / 2;
    double scale = Math.exp(-point + shape * Math.log(point) - logGamma(degreesOfFreedom));
    return point < shape + 1
        ? 1 - lowerSeries(shape, point) * scale
        : upperFraction(shape, point) * scale;
  }

  private static double lowerSeries(double shape, double point) {
    double term = 1 / shape;
    double sum = term;
    for (int n = 1; n < MOST_TERMS && Math.abs(term) > Math.abs(sum) * PRECISION; n++) {
      term *= point / (shape + n);
      sum += term;
    }
    return sum;
  }

  private static double upperFraction(double shape, double point) {
    double b = point + 1 - shape;
    double c = 1 / Double.MIN_NORMAL;
    double d = 1 / b;
    double h = d;
    for (int n = 1; n < MOST_TERMS; n++) {
      double a = -n * (n - shape);
      b += 2;
      d = 1 / nonZero(a * d + b);
      c = nonZero(b + a / c);
      double change = d * c;
      h *= change;
      if (Math.abs(change - 1) < PRECISION) {
        break;
      }
    }
    return h;
  }

  private static double nonZero(double value) {
    return Math.abs(value) < Double.MIN_NORMAL ? Double.MIN_NORMAL : value;
  }

  /** The logarithm of the gamma function at half the number: only halves are needed. */
  private static double logGamma(int doubled) {
    double sum = doubled % 2 == 0 ? 0 : Math.log(Math.PI) / 2;
    for (int i = doubled - 2; i > 0; i -= 2) {
      sum += Math.log(i / 2.0);
    }
    return sum;
  }
}
