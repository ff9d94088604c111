package io.kubenet.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a JSON text, one after the other.
 *
 * @param file what to call it in errors
 * @param text the text
 */
record JsonText(String file, String text) {

  /** Whether a text is meant as JSON: its first character is a brace. */
  static boolean isMeantBy(String text) {
    return text.stripLeading().startsWith("{");
  }

  List<ParsedNode> documents() {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      ImmutableList.Builder<ParsedNode> documents = ImmutableList.builder();
      while (parser.nextToken() != null) {
        documents.add(value(parser));
      }
      return documents.build();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw error(Math.max(line, 1), "not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
  }

  private ParsedNode value(JsonParser parser) throws IOException {
    int line = line(parser);
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      default -> new ParsedNode(scalar(parser), Mark.leaf(line));
    };
  }

  private ParsedNode object(JsonParser parser) throws IOException {
    int line = line(parser);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Map<String, Mark> marks = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line(parser);
      parser.nextToken();
      ParsedNode value = value(parser);
      Mark before = marks.putIfAbsent(key, value.mark().at(keyLine));
      if (before != null) {
        throw error(
            keyLine, "key '" + key + "' is already set in this object, at line " + before.line());
      }
      object.set(key, value.node());
    }
    return new ParsedNode(object, new Mark(line, ImmutableMap.copyOf(marks), ImmutableList.of()));
  }

  private ParsedNode array(JsonParser parser) throws IOException {
    int line = line(parser);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    ImmutableList.Builder<Mark> marks = ImmutableList.builder();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      ParsedNode item = value(parser);
      array.add(item.node());
      marks.add(item.mark());
    }
    return new ParsedNode(array, new Mark(line, ImmutableMap.of(), marks.build()));
  }

  private static JsonNode scalar(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> TextNode.valueOf(parser.getText());
      case VALUE_NUMBER_INT -> PlainScalar.integerNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> DoubleNode.valueOf(parser.getDoubleValue());
      case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(parser.getBooleanValue());
      default -> NullNode.getInstance();
    };
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private ManifestException error(int line, String problem) {
    return new ManifestException(new Place(file, line), FieldPath.ROOT, problem);
  }
}
