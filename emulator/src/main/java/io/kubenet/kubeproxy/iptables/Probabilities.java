package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.iptables.match.RandomMatch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/** Even chances as kube-proxy prints them (computeProbability). */
final class Probabilities {

  private static final int DIGITS = 10;

  /** Services have few endpoints, and there are very many Services. */
  private static final ImmutableList<RandomMatch> OF_FEW =
      IntStream.rangeClosed(0, 64)
          .mapToObj(n -> made(Math.max(n, 1)))
          .collect(ImmutableList.toImmutableList());

  private Probabilities() {}

  /** The match that holds for one of that many. */
  static RandomMatch of(int n) {
    return n < OF_FEW.size() ? OF_FEW.get(n) : made(n);
  }

  private static RandomMatch made(int n) {
    return RandomMatch.ofProbability(decimal(n));
  }

  /** {@code 0.3333333333} for one of three: a double with ten digits behind the point, as Go's. */
  private static String decimal(int n) {
    return new BigDecimal(1.0 / n).setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
  }
}
