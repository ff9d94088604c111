package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A JSON patch (RFC 6902).
 *
 * @param operations the list of its operations
 */
public record JsonPatch(JsonNode operations) implements Patch {

  @Override
  public ObjectNode applyTo(ObjectNode object) {
    ObjectNode result = object.deepCopy();
    for (JsonNode operation : operations) {
      apply(operation, result);
    }
    return result;
  }

  private static void apply(JsonNode operation, ObjectNode root) {
    JsonPointer path = pointer(operation, "path");
    switch (operation.path("op").asText()) {
      case "add" -> add(root, path, operation.path("value").deepCopy());
      case "remove" -> remove(root, path);
      case "replace" -> replace(root, path, operation.path("value").deepCopy());
      case "move" -> {
        JsonNode moved = existing(root, pointer(operation, "from")).deepCopy();
        remove(root, pointer(operation, "from"));
        add(root, path, moved);
      }
      case "copy" -> add(root, path, existing(root, pointer(operation, "from")).deepCopy());
      case "test" -> test(root, path, operation.path("value"));
      default ->
          throw new IllegalArgumentException(
              "no operation " + operation.path("op") + " in patches");
    }
  }

  private static JsonPointer pointer(JsonNode operation, String field) {
    return JsonPointer.compile(operation.path(field).asText());
  }

  private static void add(JsonNode root, JsonPointer path, JsonNode value) {
    JsonNode parent = existing(root, path.head());
    String last = path.last().getMatchingProperty();
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else if (parent instanceof ArrayNode array) {
      array.insert(last.equals("-") ? array.size() : index(path, array.size() + 1), value);
    }
  }

  private static void remove(JsonNode root, JsonPointer path) {
    existing(root, path);
    JsonNode parent = root.at(path.head());
    if (parent instanceof ObjectNode object) {
      object.remove(path.last().getMatchingProperty());
    } else if (parent instanceof ArrayNode array) {
      array.remove(index(path, array.size()));
    }
  }

  private static void replace(JsonNode root, JsonPointer path, JsonNode value) {
    existing(root, path);
    JsonNode parent = root.at(path.head());
    if (parent instanceof ObjectNode object) {
      object.set(path.last().getMatchingProperty(), value);
    } else if (parent instanceof ArrayNode array) {
      array.set(index(path, array.size()), value);
    }
  }

  private static void test(JsonNode root, JsonPointer path, JsonNode value) {
    if (!existing(root, path).equals(value)) {
      throw new IllegalArgumentException("the test of " + path + " failed");
    }
  }

  private static int index(JsonPointer path, int end) {
    int index = path.last().getMatchingIndex();
    if (index < 0 || index >= end) {
      throw new IllegalArgumentException("no item " + path);
    }
    return index;
  }

  private static JsonNode existing(JsonNode root, JsonPointer path) {
    JsonNode node = path == null ? root : root.at(path);
    if (node.isMissingNode()) {
      throw new IllegalArgumentException("nothing is at " + path);
    }
    return node;
  }
}
