package io.kubenet.conformance.kernel;

import io.kubenet.chance.Fraction;
import io.kubenet.trace.Verdict;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;

/**
 * What the emulator says of a connection, to be held against what a kernel did.
 *
 * @param flow the connection
 * @param outcomes how it can end, and how likely each end is
 */
record Expectation(String flow, Map<RealOutcome, Fraction> outcomes) {

  /**
   * How unlikely a sample must be to be a contradiction; runs are many, and none may be unlucky.
   */
  private static final double SIGNIFICANCE = 1e-9;

  /** Where fewer are expected of any outcome, chi-square is no measure (Cochran's rule). */
  private static final double LEAST_EXPECTED = 5;

  /** What contradicts it in independent tries; empty if nothing does. */
  Optional<String> contradiction(List<RealOutcome> seen) {
    return tellable(seen)
        .flatMap(outcome -> unlikely(outcome, seen).stream())
        .findFirst()
        .or(() -> imbalance(seen));
  }

  /** What contradicts it in tries of which all after the first follow the first. */
  Optional<String> contradictionOfFollowers(List<RealOutcome> seen) {
    long different = seen.stream().distinct().count();
    boolean isPossible = outcomes.keySet().containsAll(seen);
    return different == 1 && isPossible ? Optional.empty() : Optional.of(difference(seen));
  }

  /** As {@link #contradiction}, where it may be unknown who took a connection. */
  Optional<String> contradictionOrMute(List<RealOutcome> seen) {
    Optional<RealOutcome> established =
        outcomes.keySet().stream().filter(o -> o.verdict() == Verdict.ESTABLISHED).findFirst();
    return contradiction(
        seen.stream()
            .map(outcome -> outcome.equals(Dialer.MUTE) ? established.orElse(outcome) : outcome)
            .toList());
  }

  private Stream<RealOutcome> tellable(List<RealOutcome> seen) {
    return Stream.concat(outcomes.keySet().stream(), seen.stream()).distinct();
  }

  private Optional<String> unlikely(RealOutcome outcome, List<RealOutcome> seen) {
    int count = Collections.frequency(seen, outcome);
    double probability = outcomes.getOrDefault(outcome, Fraction.ZERO).doubleValue();
    BinomialDistribution counts = new BinomialDistribution(null, seen.size(), probability);
    double atMost = counts.cumulativeProbability(count);
    double atLeast = 1 - counts.cumulativeProbability(count - 1);
    return Math.min(atMost, atLeast) < SIGNIFICANCE
        ? Optional.of(difference(seen))
        : Optional.empty();
  }

  private Optional<String> imbalance(List<RealOutcome> seen) {
    double[] expected =
        outcomes.values().stream().mapToDouble(p -> p.doubleValue() * seen.size()).toArray();
    long[] observed =
        outcomes.keySet().stream().mapToLong(o -> Collections.frequency(seen, o)).toArray();
    boolean isTooFew = Arrays.stream(expected).anyMatch(count -> count < LEAST_EXPECTED);
    if (expected.length < 2 || isTooFew) {
      return Optional.empty();
    }
    return new ChiSquareTest().chiSquareTest(expected, observed) < SIGNIFICANCE
        ? Optional.of(difference(seen))
        : Optional.empty();
  }

  private String difference(List<RealOutcome> seen) {
    StringBuilder text = new StringBuilder(flow + "\n");
    tellable(seen)
        .forEach(
            outcome ->
                text.append(
                    "  %s: expected %s of %d, saw %d%n"
                        .formatted(
                            outcome,
                            outcomes.getOrDefault(outcome, Fraction.ZERO),
                            seen.size(),
                            Collections.frequency(seen, outcome))));
    return text.toString();
  }
}
