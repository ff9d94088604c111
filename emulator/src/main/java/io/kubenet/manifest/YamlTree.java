package io.kubenet.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns one YAML document into JSON, as sigs.k8s.io/yaml does, and notes the lines. */
final class YamlTree {

  /** More parts than any manifest has; a text that aliases blow up beyond it is refused. */
  private static final int MOST_PARTS = 2_000_000;

  private final String file;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int parts;

  YamlTree(String file) {
    this.file = file;
  }

  ParsedNode read(Node node) {
    if (++parts > MOST_PARTS) {
      throw error(node, "document contains excessive aliasing");
    }
    if (node instanceof ScalarNode scalar) {
      return new ParsedNode(value(scalar), Mark.leaf(line(node)));
    }
    if (!open.add(node)) {
      throw error(node, "an anchor's value contains itself");
    }
    ParsedNode read =
        node instanceof MappingNode mapping ? mapping(mapping) : sequence((SequenceNode) node);
    open.remove(node);
    return read;
  }

  private ParsedNode sequence(SequenceNode sequence) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    ImmutableList.Builder<Mark> marks = ImmutableList.builder();
    for (Node item : sequence.getValue()) {
      ParsedNode read = read(item);
      array.add(read.node());
      marks.add(read.mark());
    }
    return new ParsedNode(array, new Mark(line(sequence), ImmutableMap.of(), marks.build()));
  }

  private ParsedNode mapping(MappingNode mapping) {
    Map<String, ParsedNode> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!isMerge(tuple.getKeyNode())) {
        put(fields, tuple);
      }
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (isMerge(tuple.getKeyNode())) {
        merge(fields, tuple.getValueNode());
      }
    }
    return object(line(mapping), fields);
  }

  private static ParsedNode object(int line, Map<String, ParsedNode> fields) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ImmutableMap.Builder<String, Mark> marks = ImmutableMap.builder();
    fields.forEach(
        (key, field) -> {
          object.set(key, field.node());
          marks.put(key, field.mark());
        });
    return new ParsedNode(object, new Mark(line, marks.buildOrThrow(), ImmutableList.of()));
  }

  private void put(Map<String, ParsedNode> fields, NodeTuple tuple) {
    String key = key(tuple.getKeyNode());
    ParsedNode value = read(tuple.getValueNode());
    Mark mark = value.mark().at(line(tuple.getKeyNode()));
    ParsedNode before = fields.putIfAbsent(key, new ParsedNode(value.node(), mark));
    if (before != null) {
      throw error(
          tuple.getKeyNode(),
          "key '" + key + "' is already set in this map, at line " + before.mark().line());
    }
  }

  /** Merges a map, or each of a list of maps, beneath what the map itself says. */
  private void merge(Map<String, ParsedNode> fields, Node merged) {
    if (merged instanceof SequenceNode several) {
      several.getValue().forEach(one -> merge(fields, one));
      return;
    }
    ParsedNode map = read(merged);
    if (!map.node().isObject()) {
      throw error(merged, "map merge requires a map or a list of maps as the value");
    }
    for (Map.Entry<String, JsonNode> field : map.node().properties()) {
      Mark mark = map.mark().field(field.getKey());
      fields.putIfAbsent(field.getKey(), new ParsedNode(field.getValue(), mark));
    }
  }

  private static boolean isMerge(Node key) {
    return key instanceof ScalarNode scalar
        && scalar.getValue().equals("<<")
        && (key.getTag().equals(YamlText.PLAIN) || key.getTag().equals(Tag.MERGE));
  }

  private String key(Node key) {
    if (!(key instanceof ScalarNode scalar)) {
      throw error(key, "a key must be a string, is a list or a map");
    }
    JsonNode value = value(scalar);
    if (value.isNull()) {
      throw error(key, "a key must be a string, is null");
    }
    return value.asText();
  }

  private JsonNode value(ScalarNode scalar) {
    try {
      return TaggedScalar.read(scalar.getTag(), scalar.getValue());
    } catch (IllegalArgumentException e) {
      throw error(scalar, e.getMessage());
    }
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private ManifestException error(Node node, String problem) {
    return new ManifestException(new Place(file, line(node)), FieldPath.ROOT, problem);
  }
}
