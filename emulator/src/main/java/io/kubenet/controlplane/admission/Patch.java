package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A change of an object. */
public sealed interface Patch permits Patch.Merge, JsonPatch, ThreeWayPatch {

  /**
   * The changed object; the given one stays as it is.
   *
   * @throws IllegalArgumentException if the patch does not fit the object
   */
  ObjectNode applyTo(ObjectNode object);

  /**
   * A JSON merge patch (RFC 7386).
   *
   * @param tree what to set; null removes
   */
  record Merge(JsonNode tree) implements Patch {

    @Override
    public ObjectNode applyTo(ObjectNode object) {
      if (merged(object, tree) instanceof ObjectNode result) {
        return result;
      }
      throw new IllegalArgumentException("a merge patch must be an object");
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
      if (!patch.isObject()) {
        return patch.deepCopy();
      }
      ObjectNode result =
          target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : patch.properties()) {
        if (field.getValue().isNull()) {
          result.remove(field.getKey());
        } else {
          result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
        }
      }
      return result;
    }
  }
}
