package io.kubenet.kubeproxy;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Even chances as kube-proxy prints them (computeProbability). */
final class Probabilities {

  private static final int DIGITS = 10;

  private Probabilities() {}

  /** {@code 0.3333333333} for one of three: a double with ten digits behind the point, as Go's. */
  static String of(int n) {
    return new BigDecimal(1.0 / n).setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
  }
}
