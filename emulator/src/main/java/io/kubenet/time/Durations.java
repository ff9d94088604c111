package io.kubenet.time;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in Kubernetes: {@code 250ms}, {@code 1.5s}, {@code 5m}. */
public final class Durations {

  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");
  private static final BigDecimal NANOS_A_SECOND = BigDecimal.valueOf(1_000_000_000);

  private Durations() {}

  /**
   * Reads a duration as Go does: {@code 1m30s}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration of(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; expected one such as 250ms, 1.5s or 5m");
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(nanosIn(parts.group(2))));
    }
    return ofNanos(nanos);
  }

  private static Duration ofNanos(BigDecimal nanos) {
    return Duration.ofNanos(nanos.longValue());
  }

  private static BigDecimal nanosIn(String unit) {
    return switch (unit) {
      case "ns" -> BigDecimal.ONE;
      case "us" -> BigDecimal.valueOf(1_000);
      case "ms" -> BigDecimal.valueOf(1_000_000);
      case "s" -> NANOS_A_SECOND;
      case "m" -> NANOS_A_SECOND.multiply(BigDecimal.valueOf(60));
      default -> NANOS_A_SECOND.multiply(BigDecimal.valueOf(3600));
    };
  }

  /** A number of seconds, as scripts write them. */
  public static Duration ofSeconds(BigDecimal seconds) {
    return ofNanos(seconds.multiply(NANOS_A_SECOND));
  }

  /** {@code 250ms} below a second, else seconds: {@code 1.5s}. */
  public static String text(Duration duration) {
    long nanos = duration.toNanos();
    if (Math.abs(nanos) >= 1_000_000_000L || nanos == 0) {
      return seconds(duration) + "s";
    }
    return plain(BigDecimal.valueOf(nanos).movePointLeft(6)) + "ms";
  }

  /** The seconds alone: {@code 1.5}. */
  public static String seconds(Duration duration) {
    return plain(BigDecimal.valueOf(duration.toNanos()).movePointLeft(9));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
