package io.kubenet.controlplane.admission;

import io.kubenet.controlplane.reader.Quantity;
import io.kubenet.manifest.LocatedTree;
import java.util.Map;

/** A container may not request more of a resource than its limit. */
final class ResourceValidation {

  private ResourceValidation() {}

  /** ValidateContainerResourceRequirements: the path is that of all requests. */
  static void check(LocatedTree resources, Causes causes) {
    Map<String, LocatedTree> limits = resources.get("limits").fields();
    for (Map.Entry<String, LocatedTree> request : resources.get("requests").fields().entrySet()) {
      LocatedTree limit = limits.get(request.getKey());
      if (limit != null
          && amount(request.getKey(), request.getValue()) > amount(request.getKey(), limit)) {
        causes.invalid(
            request.getValue().path().parent(),
            request.getValue().node().asText(),
            "of " + request.getKey() + " must not be more than the limit " + limit.node().asText());
      }
    }
  }

  private static long amount(String resource, LocatedTree quantity) {
    return Quantity.of(resource, quantity.node().asText()).orElse(0L);
  }
}
