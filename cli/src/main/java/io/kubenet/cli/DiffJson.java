package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import io.kubenet.Traffic.Ending;
import io.kubenet.Traffic.Receipt;
import java.util.List;
import java.util.Optional;

/** What a change changes, as JSON for machines. */
final class DiffJson {

  private DiffJson() {}

  /** A list of {@code {"from": ..., "to": ..., "change": ..., "before": [...], "after": [...]}}. */
  static ArrayNode of(List<TrafficDifference> differences) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (TrafficDifference difference : differences) {
      ObjectNode object = array.addObject();
      object.put("from", difference.between().from());
      object.put("to", difference.between().to());
      object.put("change", Ascii.toLowerCase(difference.change().name()));
      describe(object, "before", difference.before());
      describe(object, "after", difference.after());
    }
    return array;
  }

  private static void describe(ObjectNode object, String when, Optional<List<Ending>> endings) {
    if (endings.isEmpty()) {
      object.putNull(when);
      return;
    }
    ArrayNode array = object.putArray(when);
    endings.get().forEach(ending -> describe(ending, array.addObject()));
  }

  private static void describe(Ending ending, ObjectNode object) {
    object.put("verdict", ending.outcome().verdict().name());
    ending.receipt().ifPresent(receipt -> describe(receipt, object));
    if (!ending.isEstablished()) {
      object.put("because", ending.outcome().because());
    }
    FractionJson.put(ending.probability(), object);
  }

  private static void describe(Receipt receipt, ObjectNode object) {
    object.put("endpoint", receipt.endpoint());
    object.put("port", receipt.port());
    object.put("client", receipt.client());
  }
}
