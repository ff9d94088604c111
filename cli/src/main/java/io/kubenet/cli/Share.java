package io.kubenet.cli;

import io.kubenet.chance.Fraction;
import io.kubenet.manifest.LocatedTree;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share that somebody expects, such as {@code 1/3}.
 *
 * @param fraction the share
 */
record Share(Fraction fraction) {

  private static final Pattern FRACTION = Pattern.compile("(\\d{1,9})/([1-9]\\d{0,8})");

  /** The kernels round 1/n to 31 or 32 bits; chains of many endpoints add their errors. */
  private static final double TOLERANCE = 1e-5;

  static Share read(LocatedTree tree) {
    String text = tree.node().asText();
    Matcher parts = FRACTION.matcher(text.equals("1") ? "1/1" : text);
    if (!parts.matches()) {
      throw tree.error("'" + text + "' is no share such as 1/3");
    }
    return new Share(Fraction.of(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))));
  }

  boolean isAbout(Fraction actual) {
    return isAbout(fraction, actual);
  }

  /** Whether two shares differ by no more than what kernels round. */
  static boolean isAbout(Fraction one, Fraction other) {
    return Math.abs(one.doubleValue() - other.doubleValue()) < TOLERANCE;
  }

  @Override
  public String toString() {
    return fraction.toString();
  }
}
