package io.kubenet.manifest;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that each type of the API has in Kubernetes 1.36, for the kinds that networking reads
 * and everything below them.
 */
final class ApiTypes {

  private static final ImmutableMap<String, ImmutableMap<String, FieldType>> TYPES = parse();

  private ApiTypes() {}

  /** Whether the fields of a type are known. */
  static boolean has(String type) {
    return TYPES.containsKey(type);
  }

  /** The fields of a type. */
  static Map<String, FieldType> fields(String type) {
    return TYPES.getOrDefault(type, ImmutableMap.of());
  }

  private static ImmutableMap<String, ImmutableMap<String, FieldType>> parse() {
    Map<String, List<String>> bodies = new LinkedHashMap<>();
    List<String> body = new ArrayList<>();
    for (String line : Splitter.on('\n').split(table())) {
      if (line.endsWith(":")) {
        body = new ArrayList<>();
        bodies.put(line.substring(0, line.length() - 1), body);
      } else if (line.startsWith(" ")) {
        body.add(line.strip());
      }
    }
    return bodies.entrySet().stream()
        .collect(
            ImmutableMap.toImmutableMap(Map.Entry::getKey, type -> parseFields(type.getValue())));
  }

  private static ImmutableMap<String, FieldType> parseFields(List<String> lines) {
    ImmutableMap.Builder<String, FieldType> fields = ImmutableMap.builder();
    Splitter commas = Splitter.on(',').trimResults().omitEmptyStrings();
    for (String field : commas.split(Joiner.on(' ').join(lines))) {
      int space = field.indexOf(' ');
      fields.put(field.substring(0, space), FieldType.of(field.substring(space + 1)));
    }
    return fields.buildOrThrow();
  }

  private static String table() {
    try {
      return Resources.toString(ApiTypes.class.getResource("api-1.36.txt"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the table of API types is in the jar", e);
    }
  }
}
