package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.manifest.Place;
import java.util.List;

/** Checks as JSON for machines. */
final class CheckJson {

  private CheckJson() {}

  /** A list of {@code {"file": ..., "line": ..., "from": ..., "holds": ..., ...}}. */
  static ArrayNode of(List<Check> checks) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    checks.forEach(check -> describe(check, array.addObject()));
    return array;
  }

  private static void describe(Check check, ObjectNode object) {
    Place place = check.expectation().place();
    object.put("file", place.file());
    object.put("line", place.line());
    ReachJson.describe(check.expectation().probe(), object);
    object.put("holds", check.holds());
    ArrayNode differences = object.putArray("differences");
    check.differences().forEach(differences::add);
  }
}
