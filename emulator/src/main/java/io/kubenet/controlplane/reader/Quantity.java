package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities of resources: {@code 250m}, {@code 1.5}, {@code 512Mi}, {@code 1e3}. */
public final class Quantity {

  /** A number may have no digits (parseQuantityString): then it is zero. */
  private static final Pattern FORM =
      Pattern.compile("([+-]?)(\\d*)\\.?(\\d*)(?:([eE][+-]?\\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)");

  private static final ImmutableMap<String, BigDecimal> FACTORS =
      ImmutableMap.<String, BigDecimal>builder()
          .put("n", new BigDecimal("1e-9"))
          .put("u", new BigDecimal("1e-6"))
          .put("m", new BigDecimal("1e-3"))
          .put("k", new BigDecimal("1e3"))
          .put("M", new BigDecimal("1e6"))
          .put("G", new BigDecimal("1e9"))
          .put("T", new BigDecimal("1e12"))
          .put("P", new BigDecimal("1e15"))
          .put("E", new BigDecimal("1e18"))
          .put("Ki", BigDecimal.valueOf(1L << 10))
          .put("Mi", BigDecimal.valueOf(1L << 20))
          .put("Gi", BigDecimal.valueOf(1L << 30))
          .put("Ti", BigDecimal.valueOf(1L << 40))
          .put("Pi", BigDecimal.valueOf(1L << 50))
          .put("Ei", BigDecimal.valueOf(1L << 60))
          .buildOrThrow();

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Quantity() {}

  /**
   * Reads a quantity of a resource: CPU in thousandths, others as they are; parts count as wholes.
   *
   * @return empty if the text is no quantity
   */
  public static Optional<Long> of(String resource, String text) {
    BigDecimal scale = resource.equals("cpu") ? BigDecimal.valueOf(1000) : BigDecimal.ONE;
    return exact(text)
        .map(value -> value.multiply(scale).setScale(0, RoundingMode.CEILING).min(LARGEST))
        .map(BigDecimal::longValue);
  }

  /** Whether a text is a quantity below zero. */
  public static boolean isNegative(String text) {
    return exact(text).filter(value -> value.signum() < 0).isPresent();
  }

  /** Whether a text is a quantity of wholes. */
  public static boolean isWhole(String text) {
    return exact(text).filter(value -> value.stripTrailingZeros().scale() <= 0).isPresent();
  }

  /** Compares two quantities of one resource, to the last digit; no quantity is nothing. */
  public static int compare(String first, String second) {
    BigDecimal left = exact(first).orElse(BigDecimal.ZERO);
    return left.compareTo(exact(second).orElse(BigDecimal.ZERO));
  }

  private static Optional<BigDecimal> exact(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (text.isBlank() || !form.matches()) {
      return Optional.empty();
    }
    String digits = form.group(1) + "0" + form.group(2) + "." + form.group(3) + "0";
    String exponent = form.group(4) == null ? "" : form.group(4);
    BigDecimal factor = form.group(5) == null ? BigDecimal.ONE : FACTORS.get(form.group(5));
    return Optional.of(new BigDecimal(digits + exponent).multiply(factor));
  }
}
