package io.kubenet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.TextSource;
import io.kubenet.time.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The templates that workloads had, so that they can go back to them. */
final class Templates {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<Reference, Deque<JsonNode>> had = new LinkedHashMap<>();

  /** The text of a JSON object. */
  static JsonNode json(String text) {
    return new TextSource("patch", text).documents().get(0).node();
  }

  /** What rolls a workload out anew, as kubectl rollout restart does. */
  static JsonNode restarted(Duration now) {
    ObjectNode patch = NODES.objectNode();
    patch
        .withObject("/spec/template/metadata/annotations")
        .put("kubectl.kubernetes.io/restartedAt", Durations.text(now));
    return patch;
  }

  /** Remembers the templates that another state of the cluster changes. */
  void remember(ControlPlane before, ControlPlane after) {
    after
        .objects()
        .filter(object -> object.tree().at("/spec/template").isObject())
        .forEach(object -> remember(object, before));
  }

  private void remember(ManifestObject object, ControlPlane before) {
    Reference reference = new Reference(object.kind(), object.objectName());
    template(before, reference)
        .filter(template -> !template.equals(object.tree().at("/spec/template")))
        .ifPresent(
            template -> had.computeIfAbsent(reference, r -> new ArrayDeque<>()).push(template));
  }

  private static Optional<JsonNode> template(ControlPlane plane, Reference reference) {
    return plane
        .objects()
        .filter(object -> object.kind().equals(reference.kind()))
        .filter(object -> object.objectName().equals(reference.name()))
        .findFirst()
        .map(object -> object.tree().at("/spec/template"));
  }

  /**
   * What gives a workload the template back that it had before.
   *
   * @throws IllegalArgumentException if it has had one only
   */
  JsonNode undoing(ControlPlane now, Reference workload) {
    JsonNode before =
        Optional.ofNullable(had.get(workload))
            .map(Deque::peek)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        workload.kind() + " " + workload.name() + " has had no other template"));
    ObjectNode patch = NODES.objectNode();
    JsonNode present = template(now, workload).orElse(NODES.objectNode());
    patch.putObject("spec").set("template", difference(present, before));
    return patch;
  }

  /** The merge patch that makes one object another. */
  private static JsonNode difference(JsonNode from, JsonNode to) {
    if (!from.isObject() || !to.isObject()) {
      return to;
    }
    ObjectNode patch = NODES.objectNode();
    from.fieldNames()
        .forEachRemaining(
            field -> {
              if (!to.has(field)) {
                patch.putNull(field);
              }
            });
    to.properties()
        .forEach(
            field -> {
              JsonNode old = from.path(field.getKey());
              if (!old.equals(field.getValue())) {
                patch.set(field.getKey(), difference(old, field.getValue()));
              }
            });
    return patch;
  }
}
