package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.Placement;
import io.kubenet.controlplane.pod.SpreadConstraint;
import io.kubenet.controlplane.pod.Toleration;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.model.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what a Pod asks of its node. */
final class PlacementReader {

  private PlacementReader() {}

  static Placement read(LocatedTree spec, String namespace) {
    return new Placement(
        AffinityReader.nodes(spec),
        spec.get("tolerations").items().stream().map(PlacementReader::toleration).toList(),
        new AffinityReader(namespace).pods(spec.get("affinity")),
        spread(spec),
        requests(spec),
        spec.get("schedulingGates").items().stream().map(g -> g.get("name").text()).toList());
  }

  private static Toleration toleration(LocatedTree tree) {
    boolean isAnyValue = tree.get("operator").optionalText().orElse("Equal").equals("Exists");
    return new Toleration(
        Fields.nonEmpty(tree.get("key")),
        isAnyValue ? Optional.empty() : Optional.of(tree.get("value").optionalText().orElse("")),
        Fields.nonEmpty(tree.get("effect")).map(text -> effect(tree.get("effect"), text)),
        tree.get("tolerationSeconds").optionalInteger().map(Duration::ofSeconds));
  }

  private static Node.Effect effect(LocatedTree tree, String text) {
    return switch (text) {
      case "NoSchedule" -> Node.Effect.NO_SCHEDULE;
      case "PreferNoSchedule" -> Node.Effect.PREFER_NO_SCHEDULE;
      case "NoExecute" -> Node.Effect.NO_EXECUTE;
      default -> throw tree.error("'" + text + "' is no effect of a taint");
    };
  }

  private static List<SpreadConstraint> spread(LocatedTree spec) {
    return spec.get("topologySpreadConstraints").items().stream()
        .map(PlacementReader::constraint)
        .collect(ImmutableList.toImmutableList());
  }

  private static SpreadConstraint constraint(LocatedTree tree) {
    return new SpreadConstraint(
        tree.get("whenUnsatisfiable").text().equals("DoNotSchedule"),
        tree.get("maxSkew").integer(),
        tree.get("topologyKey").text(),
        Fields.optionalSelector(tree.get("labelSelector")),
        Fields.integer(tree.get("minDomains"), 1),
        tree.get("matchLabelKeys").texts(),
        new SpreadConstraint.NodePolicies(
            tree.get("nodeAffinityPolicy").optionalText().orElse("Honor").equals("Honor"),
            tree.get("nodeTaintsPolicy").optionalText().orElse("Ignore").equals("Honor")));
  }

  /**
   * What the Pod takes in all: containers and sidecars at once, init containers one after the other
   * beside the sidecars that run by then (resource helpers PodRequests, v1.36).
   */
  private static Map<String, Long> requests(LocatedTree spec) {
    Map<String, Long> running = new TreeMap<>();
    Map<String, Long> most = new TreeMap<>();
    for (LocatedTree container : spec.get("initContainers").items()) {
      Map<String, Long> request = ofContainer(container);
      if (Containers.isSidecar(container)) {
        request.forEach((resource, number) -> running.merge(resource, number, Long::sum));
      } else {
        running.forEach((resource, number) -> request.merge(resource, number, Long::sum));
        request.forEach((resource, number) -> most.merge(resource, number, Math::max));
      }
    }
    for (LocatedTree container : spec.get("containers").items()) {
      ofContainer(container)
          .forEach((resource, number) -> running.merge(resource, number, Long::sum));
    }
    most.forEach((resource, number) -> running.merge(resource, number, Math::max));
    resources(spec.get("overhead"))
        .forEach((resource, number) -> running.merge(resource, number, Long::sum));
    return running;
  }

  /** A limit is a request where no request is given. */
  private static Map<String, Long> ofContainer(LocatedTree container) {
    Map<String, Long> requests = resources(container.get("resources").get("limits"));
    requests.putAll(resources(container.get("resources").get("requests")));
    return requests;
  }

  private static Map<String, Long> resources(LocatedTree tree) {
    Map<String, Long> resources = new TreeMap<>();
    tree.fields()
        .forEach(
            (resource, value) ->
                resources.put(
                    resource,
                    Quantity.of(resource, value.node().asText())
                        .orElseThrow(() -> value.error("is no quantity"))));
    return resources;
  }
}
