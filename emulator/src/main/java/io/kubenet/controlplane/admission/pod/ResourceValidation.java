package io.kubenet.controlplane.admission.pod;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.reader.Quantity;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import java.util.Map;

/** What a container's resources must be: validateResourceRequirements, v1.36. */
final class ResourceValidation {

  private static final ImmutableSet<String> STANDARD =
      ImmutableSet.of("cpu", "memory", "ephemeral-storage");

  /** Others that are standard, but not for containers (helper.IsStandardResourceName). */
  private static final ImmutableSet<String> STANDARD_ELSEWHERE =
      ImmutableSet.of(
          "pods",
          "services",
          "replicationcontrollers",
          "resourcequotas",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "storage",
          "requests.cpu",
          "requests.memory",
          "limits.cpu",
          "limits.memory");

  private ResourceValidation() {}

  static void check(LocatedTree resources, Causes causes) {
    Map<String, LocatedTree> limits = resources.get("limits").fields();
    limits.forEach((name, quantity) -> resource(name, quantity, causes));
    for (Map.Entry<String, LocatedTree> request : resources.get("requests").fields().entrySet()) {
      resource(request.getKey(), request.getValue(), causes);
      LocatedTree limit = limits.get(request.getKey());
      if (limit != null) {
        limit(request.getKey(), request.getValue(), limit, causes);
      } else if (isExtended(request.getKey())) {
        causes.required(resources.get("limits").path(), "a limit of " + request.getKey());
      }
    }
  }

  private static void resource(String name, LocatedTree quantity, Causes causes) {
    FieldPath path = quantity.path().parent().key(name);
    int before = causes.size();
    causes.invalid(path, name, Names.qualified(name));
    boolean isPlain = Splitter.on('/').splitToList(name).size() == 1;
    if (causes.size() == before && isPlain && !isStandard(name)) {
      if (!STANDARD_ELSEWHERE.contains(name)) {
        causes.invalid(path, name, "must be a standard resource, or have a prefix");
      }
      causes.invalid(path, name, "must be a standard resource of containers");
    }
    if (name.contains("/") && !Quantity.isWhole(quantity.node().asText())) {
      causes.invalid(path, quantity.node().asText(), "must be an integer");
    }
    if (Quantity.isNegative(quantity.node().asText())) {
      causes.invalid(path, quantity.node().asText(), "must not be negative");
    }
  }

  private static boolean isStandard(String name) {
    return STANDARD.contains(name) || name.startsWith("hugepages-");
  }

  /** The path is that of all requests; extended resources are never overcommitted. */
  private static void limit(String name, LocatedTree request, LocatedTree limit, Causes causes) {
    int order = Quantity.compare(request.node().asText(), limit.node().asText());
    if (order > 0 || (isExtended(name) && order != 0)) {
      causes.invalid(
          request.path().parent(),
          request.node().asText(),
          "of " + name + " must not be more than the limit " + limit.node().asText());
    }
  }

  private static boolean isExtended(String name) {
    return name.contains("/") || name.startsWith("hugepages-");
  }
}
