package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What {@code kubectl apply} sends: it sets what the manifest says, and removes what the last one
 * said and this one does not. Lists are replaced whole.
 *
 * @param last the manifest that was applied last
 * @param next the manifest that is applied now
 */
record ThreeWayPatch(ObjectNode last, ObjectNode next) implements Patch {

  @Override
  public ObjectNode applyTo(ObjectNode object) {
    ObjectNode result = object.deepCopy();
    change(result, last, next);
    return result;
  }

  private static void change(ObjectNode target, JsonNode last, ObjectNode next) {
    for (Map.Entry<String, JsonNode> field : last.properties()) {
      if (!next.has(field.getKey())) {
        target.remove(field.getKey());
      }
    }
    for (Map.Entry<String, JsonNode> field : next.properties()) {
      JsonNode there = target.path(field.getKey());
      if (there instanceof ObjectNode object && field.getValue() instanceof ObjectNode wanted) {
        change(object, last.path(field.getKey()), wanted);
      } else {
        target.set(field.getKey(), field.getValue().deepCopy());
      }
    }
  }
}
