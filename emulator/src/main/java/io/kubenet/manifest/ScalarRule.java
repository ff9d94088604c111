package io.kubenet.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.collect.ImmutableMap;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a scalar type of the API takes from JSON.
 *
 * @param description what it takes, in words
 * @param test whether it takes a value
 * @param zero what null means to it within lists and maps
 */
record ScalarRule(String description, Predicate<JsonNode> test, JsonNode zero) {

  /** ParseQuantity of apimachinery's resource package: a number without digits is zero. */
  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?[0-9]*\\.?[0-9]*([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,3})?");

  private static final Map<String, ScalarRule> RULES =
      ImmutableMap.<String, ScalarRule>builder()
          .put("string", text("a string", text -> true))
          .put("bytes", text("base64", text -> true))
          .put("time", text("a time as RFC 3339 writes it", ScalarRule::isTime))
          .put("int32", number("an integer", n -> n.isIntegralNumber() && n.canConvertToInt()))
          .put("int64", number("an integer", n -> n.isIntegralNumber() && n.canConvertToLong()))
          .put("number", number("a number", JsonNode::isNumber))
          .put("boolean", new ScalarRule("true or false", JsonNode::isBoolean, BooleanNode.FALSE))
          .put(
              "intOrString",
              number(
                  "an integer or a string",
                  n -> n.isTextual() || (n.isIntegralNumber() && n.canConvertToInt())))
          .put("quantity", number("a quantity like 100m or 64Mi", ScalarRule::isQuantity))
          .buildOrThrow();

  /** The rule of a type; empty for one that takes everything. */
  static Optional<ScalarRule> of(String type) {
    return Optional.ofNullable(RULES.get(type));
  }

  boolean admits(JsonNode node) {
    return test.test(node);
  }

  private static ScalarRule text(String description, Predicate<String> test) {
    return new ScalarRule(
        description, n -> n.isTextual() && test.test(n.textValue()), TextNode.valueOf(""));
  }

  private static ScalarRule number(String description, Predicate<JsonNode> test) {
    return new ScalarRule(description, test, IntNode.valueOf(0));
  }

  private static boolean isQuantity(JsonNode node) {
    String text = node.asText().strip();
    return node.isNumber()
        || (node.isTextual() && !text.isEmpty() && QUANTITY.matcher(text).matches());
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
