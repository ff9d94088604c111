package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Takes out of objects what networking does not read, so that it need not be filled in. */
final class Unread {

  /** Of pods, by the object that holds the field. */
  private static final List<String> POD_SPEC =
      List.of(
          "securityContext", "schedulerName", "priority", "enableServiceLinks", "preemptionPolicy");

  private static final List<String> CONTAINER =
      List.of(
          "resources",
          "terminationMessagePath",
          "terminationMessagePolicy",
          "imagePullPolicy",
          "livenessProbe",
          "readinessProbe",
          "startupProbe");

  private Unread() {}

  static void strip(ObjectNode tree) {
    if (tree.path("kind").asText().equals("Pod")) {
      ObjectNode spec = (ObjectNode) tree.get("spec");
      spec.remove(POD_SPEC);
      for (String field : List.of("containers", "initContainers")) {
        spec.path(field).forEach(container -> ((ObjectNode) container).remove(CONTAINER));
      }
      ((ObjectNode) tree.get("status")).remove("qosClass");
    }
    if (tree.path("metadata").has("generateName")) {
      // The end of a generated name is random.
      ((ObjectNode) tree.get("metadata")).remove("name");
    }
    dropNulls(tree);
  }

  /** The API shows null for some empty lists. */
  private static void dropNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> empty =
          object.properties().stream()
              .filter(field -> field.getValue().isNull())
              .map(field -> field.getKey())
              .toList();
      object.remove(empty);
    }
    node.forEach(Unread::dropNulls);
  }
}
