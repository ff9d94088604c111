package io.kubenet.assertj;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.kubenet.Connections;
import io.kubenet.Sample;
import io.kubenet.chance.Fraction;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.data.Percentage;

/** Assertions on connections that were made one after another and counted. */
public class SampleAssert extends AbstractAssert<SampleAssert, Sample> {

  /** The probability that a correct balancer fails a test of consistency: one in a million. */
  public static final double DEFAULT_SIGNIFICANCE = 1e-6;

  private static final int LEAST_EXPECTED = 5;

  public SampleAssert(Sample actual) {
    super(actual, SampleAssert.class);
  }

  /** Verifies how often an endpoint served, or a verdict was seen. */
  public SampleAssert hasCount(String ending, int expected) {
    isNotNull();
    if (count(ending) != expected) {
      throw failed("go to " + ending + " " + expected + " times", actual.toString());
    }
    return myself;
  }

  /** Verifies that one endpoint served them all, as session affinity has it. */
  public SampleAssert isSticky() {
    isNotNull();
    if (actual.counts().size() > 1) {
      throw failed("be served by one endpoint alone", actual.toString());
    }
    return myself;
  }

  /**
   * Verifies that each of these endpoints served the same number, more or less this much of it, and
   * nobody else any.
   */
  public SampleAssert isEvenWithin(Percentage tolerance, String... endpoints) {
    Map<String, Fraction> even = even(endpoints);
    isOf(even.keySet());
    double each = actual.size() / (double) endpoints.length;
    boolean isEven =
        even.keySet().stream()
            .allMatch(endpoint -> Math.abs(count(endpoint) - each) * 100 <= tolerance.value * each);
    if (!isEven) {
      throw failed(
          String.format(Locale.ROOT, "be spread evenly within %s, %.1f each", tolerance, each),
          actual.toString());
    }
    return myself;
  }

  /** Verifies that the counts are such as an even balancer has, by Pearson's chi-square test. */
  public SampleAssert isConsistentWithEvenSharesOf(String... endpoints) {
    return isConsistentWith(even(endpoints), DEFAULT_SIGNIFICANCE);
  }

  /** Verifies that the counts are such as these exact probabilities make. */
  public SampleAssert isConsistentWith(Connections distribution) {
    return isConsistentWith(ShareTable.of(distribution).shares(), DEFAULT_SIGNIFICANCE);
  }

  /**
   * Verifies that the counts are such as these probabilities make, by Pearson's chi-square test.
   *
   * @param shares how likely each endpoint or verdict is
   * @param significance the probability that a correct balancer fails, if the seed were left to
   *     chance
   */
  public SampleAssert isConsistentWith(Map<String, Fraction> shares, double significance) {
    isNotNull();
    checkSignificance(significance);
    isOf(shares.keySet());
    Map<String, Double> expected =
        Maps.transformValues(shares, share -> share.doubleValue() * actual.size());
    checkExpected(expected);
    double statistic = statistic(expected);
    double probability = ChiSquare.survival(statistic, Math.max(1, expected.size() - 1));
    if (probability < significance) {
      throw failed("be consistent with its shares", verdict(expected, statistic, significance));
    }
    return myself;
  }

  private static void checkSignificance(double significance) {
    if (!(significance > 0 && significance < 1)) {
      throw new IllegalArgumentException(
          "significance must be between 0 and 1 but is " + significance);
    }
  }

  private void checkExpected(Map<String, Double> expected) {
    expected.forEach(
        (ending, count) -> {
          if (count < LEAST_EXPECTED) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "too few connections for a chi-square test: of %d, %.1f are expected for %s;"
                        + " at least %d are needed",
                    actual.size(),
                    count,
                    ending,
                    LEAST_EXPECTED));
          }
        });
  }

  private double statistic(Map<String, Double> expected) {
    long[] observed = expected.keySet().stream().mapToLong(this::count).toArray();
    double[] wished = expected.values().stream().mapToDouble(Double::doubleValue).toArray();
    return ChiSquare.statistic(observed, wished);
  }

  private String verdict(Map<String, Double> expected, double statistic, double significance) {
    int degrees = expected.size() - 1;
    double probability = ChiSquare.survival(statistic, degrees);
    String rows =
        expected.entrySet().stream()
            .map(entry -> row(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("\n"));
    return rows
        + String.format(
            Locale.ROOT,
            "\nchi-square = %.3f with %d %s of freedom, p = %.3g\n"
                + "which is below the significance level %.3g",
            statistic,
            degrees,
            degrees == 1 ? "degree" : "degrees",
            probability,
            significance);
  }

  private String row(String ending, double expected) {
    double deviation = Math.sqrt(expected * (1 - expected / actual.size()));
    return String.format(
        Locale.ROOT,
        "%s %8d  (expected %.1f, %+.1f standard deviations)",
        Strings.padEnd(ending, 20, ' '),
        count(ending),
        expected,
        (count(ending) - expected) / deviation);
  }

  private void isOf(Set<String> endings) {
    isNotNull();
    Set<String> strangers = Sets.difference(actual.counts().keySet(), endings);
    if (!strangers.isEmpty()) {
      String stranger = strangers.iterator().next();
      throw failed(
          "go to " + String.join(", ", endings) + " alone",
          actual + "\n" + stranger + " for one:\n" + actual.examples().get(stranger));
    }
  }

  private int count(String ending) {
    return actual.counts().getOrDefault(ending, 0);
  }

  private static Map<String, Fraction> even(String... endpoints) {
    if (endpoints.length == 0) {
      throw new IllegalArgumentException("no endpoint is named");
    }
    return Maps.toMap(
        ImmutableSet.copyOf(Arrays.asList(endpoints)),
        endpoint -> Fraction.of(1, endpoints.length));
  }

  private AssertionError failed(String wish, String instead) {
    return failure(
        "%s",
        "\nExpected "
            + actual.size()
            + " connections\nto "
            + wish
            + "\nbut it was:\n"
            + instead.lines().map(line -> "  " + line).collect(Collectors.joining("\n")));
  }
}
