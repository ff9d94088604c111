package io.kubenet.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What a scalar with a tag means: resolve() of go.yaml.in/yaml/v2, which takes each tag of a value
 * of its type alone, and {@code !!binary} for the text that base64 stands for.
 */
final class TaggedScalar {

  private static final Map<Tag, Predicate<JsonNode>> TYPES =
      ImmutableMap.of(
          YamlText.PLAIN, value -> true,
          Tag.NULL, JsonNode::isNull,
          Tag.BOOL, JsonNode::isBoolean,
          Tag.INT, JsonNode::isIntegralNumber,
          Tag.FLOAT, JsonNode::isNumber);

  private TaggedScalar() {}

  /**
   * The value.
   *
   * @throws IllegalArgumentException if the text is no value of the tag, or none of JSON
   */
  static JsonNode read(Tag tag, String text) {
    if (tag.equals(Tag.BINARY)) {
      return TextNode.valueOf(decoded(text));
    }
    if (!TYPES.containsKey(tag)) {
      return TextNode.valueOf(text);
    }
    JsonNode value =
        PlainScalar.resolve(text)
            .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no JSON number"));
    if (!TYPES.get(tag).test(value)) {
      throw new IllegalArgumentException("'" + text + "' cannot be read as " + tag.getValue());
    }
    return value;
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is no base64", e);
    }
  }
}
