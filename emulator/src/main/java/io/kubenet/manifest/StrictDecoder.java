package io.kubenet.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes trees as the API server does with fieldValidation=Strict: a value of a wrong type ends
 * it; fields that a type does not have are collected.
 */
public final class StrictDecoder {

  private final List<Decoded.Problem> unknown = new ArrayList<>();

  /** Ends decoding at a value of a wrong type. */
  private static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Decoded.Problem problem;

    Mismatch(FieldPath path, String message) {
      super(message);
      this.problem = new Decoded.Problem(path, message);
    }
  }

  private StrictDecoder() {}

  /** Decodes an object of a kind; one whose fields are not known is left as it is. */
  public static Decoded decode(String kind, ObjectNode tree) {
    if (!ApiTypes.has(kind)) {
      return new Decoded(tree.deepCopy(), ImmutableList.of());
    }
    StrictDecoder decoder = new StrictDecoder();
    try {
      ObjectNode decoded = decoder.struct(kind, tree, FieldPath.ROOT);
      return new Decoded(decoded, decoder.unknown);
    } catch (Mismatch e) {
      return new Decoded(tree.deepCopy(), ImmutableList.of(e.problem));
    }
  }

  private ObjectNode struct(String type, JsonNode node, FieldPath path) {
    require(node.isObject(), "an object", node, path);
    Map<String, FieldType> known = ApiTypes.fields(type);
    ObjectNode decoded = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      FieldPath at = path.field(field.getKey());
      FieldType fieldType = known.get(field.getKey());
      if (fieldType == null) {
        unknown.add(new Decoded.Problem(at, unknownField(field.getKey(), known)));
      } else if (!field.getValue().isNull()) {
        JsonNode value = value(fieldType, field.getValue(), at);
        if (!isAbsence(fieldType, value)) {
          decoded.set(field.getKey(), value);
        }
      }
    }
    return decoded;
  }

  private static String unknownField(String name, Map<String, FieldType> known) {
    return "is an unknown field" + NearestName.hint(name, known.keySet());
  }

  private JsonNode value(FieldType type, JsonNode node, FieldPath path) {
    if (type instanceof FieldType.Struct struct) {
      return struct(struct.name(), node.isNull() ? emptyObject() : node, path);
    }
    if (type instanceof FieldType.ListOf list) {
      return list(list, node, path);
    }
    if (type instanceof FieldType.MapOf map) {
      return map(map, node, path);
    }
    return scalar((FieldType.Scalar) type, node, path);
  }

  private ArrayNode list(FieldType.ListOf type, JsonNode node, FieldPath path) {
    require(node.isArray(), "a list", node, path);
    ArrayNode decoded = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < node.size(); i++) {
      decoded.add(value(type.item(), node.get(i), path.item(i)));
    }
    return decoded;
  }

  private ObjectNode map(FieldType.MapOf type, JsonNode node, FieldPath path) {
    require(node.isObject(), "a map", node, path);
    ObjectNode decoded = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      decoded.set(entry.getKey(), value(type.value(), entry.getValue(), path.key(entry.getKey())));
    }
    return decoded;
  }

  private static JsonNode scalar(FieldType.Scalar type, JsonNode node, FieldPath path) {
    Optional<ScalarRule> rule = ScalarRule.of(type.name());
    if (rule.isEmpty()) {
      return node;
    }
    JsonNode present = node.isNull() ? rule.get().zero() : node;
    require(rule.get().admits(present), rule.get().description(), node, path);
    return present;
  }

  /** Whether Go leaves a value out when it writes the object: omitempty of all but pointers. */
  private static boolean isAbsence(FieldType type, JsonNode value) {
    if (type instanceof FieldType.Struct) {
      return false;
    }
    if (type instanceof FieldType.Scalar scalar) {
      boolean isNoPort = scalar.name().equals("intOrString") && value.isTextual();
      return !scalar.isPointer() && !isNoPort && isZero(value);
    }
    return value.isEmpty();
  }

  private static boolean isZero(JsonNode value) {
    return value.isTextual()
        ? value.textValue().isEmpty()
        : value.isBoolean() ? !value.booleanValue() : value.isNumber() && value.asDouble() == 0;
  }

  private static ObjectNode emptyObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void require(boolean holds, String what, JsonNode node, FieldPath path) {
    if (!holds) {
      throw new Mismatch(path, "must be " + what + ", is " + LocatedTree.describe(node));
    }
  }
}
