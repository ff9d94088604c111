package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Trees;
import java.util.List;
import java.util.Optional;

/**
 * What {@code kubectl apply} makes of parts of an object by the merge strategies that their types
 * have, where that is not what a patch of maps makes of them.
 *
 * @param last the manifest that was applied before
 * @param sent the manifest that is applied now
 * @param live the object as it is stored
 */
record StrategicMerge(ObjectNode last, ObjectNode sent, ObjectNode live) {

  /** Changes what a patch of maps made. */
  void complete(ObjectNode next) {
    keepStrategy(next);
    if (Trees.text(next, "kind").equals("Service")) {
      for (ObjectNode port : Trees.objects(next.path("spec"), "ports")) {
        nodePort(port).ifPresent(number -> port.put("nodePort", number));
      }
    }
  }

  /** What a manifest leaves out of a strategy goes, whoever set it (patchStrategy retainKeys). */
  private void keepStrategy(ObjectNode next) {
    if (next.at("/spec/strategy") instanceof ObjectNode strategy
        && sent.at("/spec/strategy") instanceof ObjectNode wanted) {
      strategy.retain(ImmutableList.copyOf(wanted.fieldNames()));
    }
  }

  /**
   * The node port that was chosen for a port of a Service, and which it keeps under another name:
   * ports are merged by their numbers. Two ports of one number are no case of this: kubectl takes
   * them for one.
   */
  private Optional<Integer> nodePort(ObjectNode port) {
    int number = port.path("port").asInt();
    List<ObjectNode> before = ports(live, number);
    boolean isOne = before.size() == 1 && ports(sent, number).size() == 1;
    boolean wasAsked = ports(last, number).stream().anyMatch(one -> one.has("nodePort"));
    if (!isOne || wasAsked || port.has("nodePort") || !before.get(0).has("nodePort")) {
      return Optional.empty();
    }
    return Optional.of(before.get(0).get("nodePort").asInt());
  }

  private static List<ObjectNode> ports(JsonNode service, int number) {
    return Trees.objects(service.path("spec"), "ports").stream()
        .filter(port -> port.path("port").asInt() == number)
        .collect(ImmutableList.toImmutableList());
  }
}
