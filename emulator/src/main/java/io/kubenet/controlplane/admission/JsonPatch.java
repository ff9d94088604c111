package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A JSON patch (RFC 6902), as loosely as json-patch v4 of the API server takes it: an object may
 * get a field by {@code replace}, and lists count back from their end with negative numbers.
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
    JsonNode value = operation.path("value").deepCopy();
    switch (operation.path("op").asText()) {
      case "add" -> slot(root, operation, "path").add(value);
      case "remove" -> slot(root, operation, "path").remove();
      case "replace" -> slot(root, operation, "path").replace(value);
      case "move" -> {
        JsonSlot from = slot(root, operation, "from");
        JsonNode moved = from.value().deepCopy();
        from.remove();
        slot(root, operation, "path").add(moved);
      }
      case "copy" -> {
        JsonNode copied = slot(root, operation, "from").value().deepCopy();
        slot(root, operation, "path").add(copied);
      }
      case "test" -> slot(root, operation, "path").require(value);
      default ->
          throw new IllegalArgumentException(
              "no operation " + operation.path("op") + " in patches");
    }
  }

  private static JsonSlot slot(ObjectNode root, JsonNode operation, String field) {
    return JsonSlot.at(root, JsonPointer.compile(operation.path(field).asText()));
  }
}
