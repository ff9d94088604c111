package io.kubenet.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.collect.ImmutableSet;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an unquoted scalar means to kubectl and the API server: resolve() of go.yaml.in/yaml/v2,
 * which sigs.k8s.io/yaml 1.6 reads with. That is YAML 1.1 without base 60 and with the integers of
 * Go: {@code yes} is true, {@code 0755} octal.
 *
 * <p>Only a bare {@code y} or {@code n} stays a string, where Go takes it for a truth value: other
 * writers of YAML, as Python's, leave such names without quotes.
 */
final class PlainScalar {

  private static final ImmutableSet<String> TRUE =
      ImmutableSet.of("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final ImmutableSet<String> FALSE =
      ImmutableSet.of("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final ImmutableSet<String> NULL = ImmutableSet.of("", "~", "null", "Null", "NULL");
  private static final Pattern NOT_FINITE =
      Pattern.compile("\\.(nan|NaN|NAN)|[-+]?\\.(inf|Inf|INF)");
  private static final Pattern INTEGER =
      Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
  private static final double LARGEST_WHOLE = 1L << 53;

  private PlainScalar() {}

  /** The value; empty for a number that JSON cannot hold. */
  static Optional<JsonNode> resolve(String text) {
    if (NOT_FINITE.matcher(text).matches()) {
      return Optional.empty();
    }
    if (NULL.contains(text)) {
      return Optional.of(NullNode.getInstance());
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return Optional.of(BooleanNode.valueOf(TRUE.contains(text)));
    }
    return Optional.of(number(text).orElseGet(() -> TextNode.valueOf(text)));
  }

  private static Optional<JsonNode> number(String text) {
    if (text.isEmpty() || "0123456789+-.".indexOf(text.charAt(0)) < 0) {
      return Optional.empty();
    }
    String digits = text.replace("_", "");
    Matcher integer = INTEGER.matcher(digits);
    if (integer.matches() && value(integer).bitLength() <= Long.SIZE) {
      return Optional.of(integerNode(value(integer)));
    }
    return FLOAT.matcher(digits).matches()
        ? Optional.of(Double.parseDouble(digits))
            .filter(Double::isFinite)
            .map(PlainScalar::floatNode)
        : Optional.empty();
  }

  private static BigInteger value(Matcher integer) {
    int[] radix = {16, 2, 8, 10};
    for (int group = 0; group < radix.length; group++) {
      String digits = integer.group(group + 2);
      if (digits != null) {
        return new BigInteger(integer.group(1) + digits, radix[group]);
      }
    }
    throw new AssertionError("one of the groups matches");
  }

  static JsonNode integerNode(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return IntNode.valueOf(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? LongNode.valueOf(value.longValue())
        : BigIntegerNode.valueOf(value);
  }

  /** Go prints a whole float without a point, so 1e3 is an integer to whom reads the JSON. */
  private static JsonNode floatNode(double value) {
    return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE
        ? integerNode(BigInteger.valueOf((long) value))
        : DoubleNode.valueOf(value);
  }
}
