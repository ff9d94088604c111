package io.kubenet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects as YAML, as people write it. */
final class YamlText {

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .build());

  private static final ImmutableList<String> FIRST =
      ImmutableList.of("apiVersion", "kind", "metadata", "spec");

  private YamlText() {}

  /** Objects, a document each. */
  static String of(Stream<ObjectNode> objects) {
    return objects.map(YamlText::print).collect(Collectors.joining("---\n"));
  }

  private static String print(ObjectNode tree) {
    try {
      return YAML.writeValueAsString(ordered(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What people write first comes first: admission adds what they left out behind it. */
  private static ObjectNode ordered(ObjectNode tree) {
    ObjectNode ordered = tree.objectNode();
    Stream.concat(FIRST.stream(), tree.propertyStream().map(Map.Entry::getKey))
        .filter(name -> tree.has(name) && !name.equals("status"))
        .forEach(name -> ordered.set(name, tree.get(name)));
    return tree.has("status") ? ordered.set("status", tree.get("status")) : ordered;
  }
}
