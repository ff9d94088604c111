package io.kubenet.controlplane.admission.allocation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.service.ServiceTree;
import io.kubenet.controlplane.admission.validation.ApiError;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Refused;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.ManifestObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Gives one Service its node ports: initNodePorts, updateNodePorts and their like of alloc.go. */
final class NodePortAllocation {

  private static final FieldPath PORTS = FieldPath.of("spec.ports");
  private static final FieldPath HEALTH_CHECK = FieldPath.of("spec.healthCheckNodePort");

  private final ManifestObject object;
  private final ServiceTree service;
  private Allocators allocators;

  NodePortAllocation(Allocators allocators, ManifestObject object) {
    this.allocators = allocators;
    this.object = object;
    this.service = ServiceTree.of(object.tree());
  }

  /** Allocates what a new Service needs. */
  Allocators create() {
    if (service.hasNodePortType()) {
      allocateAll();
    }
    if (service.needsHealthCheck() && !service.hasServedElsewhere()) {
      allocateHealthCheck();
    }
    return allocators;
  }

  /** Allocates what a changed Service needs more than it had, and takes back what it needs less. */
  Allocators update(ServiceTree old) {
    updatePorts(old);
    updateHealthCheck(old);
    return allocators;
  }

  /** initNodePorts: ports of one number share a node port over their protocols. */
  private void allocateAll() {
    Map<Integer, Integer> byPort = new TreeMap<>();
    List<ObjectNode> ports = service.ports();
    for (int i = 0; i < ports.size(); i++) {
      int asked = ports.get(i).path("nodePort").asInt();
      int port = ports.get(i).path("port").asInt();
      if (asked == 0 && !service.getsNodePorts()) {
        continue;
      }
      Optional<Integer> shared = Optional.ofNullable(byPort.get(port));
      if (shared.isEmpty()) {
        byPort.put(port, first(i, port));
        ports.get(i).put("nodePort", byPort.get(port));
      } else if (asked == 0) {
        ports.get(i).put("nodePort", shared.get());
      } else if (asked != shared.get()) {
        reserve(i, asked);
      }
    }
  }

  private int first(int index, int port) {
    Optional<Integer> asked =
        service.ports().stream()
            .filter(other -> other.path("port").asInt() == port)
            .map(other -> other.path("nodePort").asInt())
            .filter(nodePort -> nodePort != 0)
            .findFirst();
    if (asked.isEmpty()) {
      return next(PORTS.item(index));
    }
    reserve(index, asked.get());
    return asked.get();
  }

  private void updatePorts(ServiceTree old) {
    List<Integer> before = old.nodePorts();
    if (service.hasNodePortType()) {
      updateAll(before);
    }
    List<Integer> after = service.hasNodePortType() ? service.nodePorts() : ImmutableList.of();
    before.stream()
        .filter(port -> old.hasNodePortType() && !after.contains(port))
        .forEach(port -> allocators = allocators.without(port));
  }

  private void updateAll(List<Integer> before) {
    Set<String> seen = new LinkedHashSet<>();
    Set<Integer> reserved = new LinkedHashSet<>(before);
    List<ObjectNode> ports = service.ports();
    for (int i = 0; i < ports.size(); i++) {
      ObjectNode port = ports.get(i);
      int asked = port.path("nodePort").asInt();
      if (asked == 0 && service.getsNodePorts()) {
        port.put("nodePort", next(PORTS.item(i)));
      } else if (asked != 0 && reserved.add(asked)) {
        reserve(i, asked);
      }
      requireOnce(port, seen);
    }
  }

  /** updateNodePorts looks before validation does, and its error has no status of its own. */
  private static void requireOnce(ObjectNode port, Set<String> seen) {
    String nodePort = Trees.text(port, "nodePort");
    if (!nodePort.isEmpty() && !seen.add(Trees.text(port, "protocol") + "/" + nodePort)) {
      throw new Refused(ApiError.unnamed("two ports have nodePort " + nodePort));
    }
  }

  private void reserve(int index, int port) {
    FieldPath path = PORTS.item(index).field("nodePort");
    Optional<String> problem = problem(port);
    if (problem.isPresent()) {
      Causes causes = new Causes();
      causes.invalid(path, port, problem.get());
      throw Refused.invalid(causes.found());
    }
    allocators = allocators.with(port, owner(path));
  }

  private Optional<String> problem(int port) {
    if (!allocators.config().nodePorts().contains(port)) {
      return Optional.of("is not in the node port range " + allocators.config().nodePorts());
    }
    return allocators.owner(port).map(owner -> "is already allocated to " + owner);
  }

  /** A port that nobody has, nor is one that a later port of the Service asks for. */
  private int next(FieldPath path) {
    int port =
        allocators
            .nextPort(service.requestedPorts())
            .orElseThrow(
                () -> new Refused(ApiError.internal("no node port is left for " + object)));
    allocators = allocators.with(port, owner(path));
    return port;
  }

  private void allocateHealthCheck() {
    int asked = service.healthCheckNodePort();
    if (asked == 0) {
      service.spec().put("healthCheckNodePort", next(HEALTH_CHECK));
      return;
    }
    Optional<String> problem = problem(asked);
    if (problem.isPresent()) {
      // The API server answers 500 here, and names no field.
      throw new Refused(ApiError.internal("healthCheckNodePort " + asked + " " + problem.get()));
    }
    allocators = allocators.with(asked, owner(HEALTH_CHECK));
  }

  private void updateHealthCheck(ServiceTree old) {
    if (!old.needsHealthCheck() && service.needsHealthCheck()) {
      allocateHealthCheck();
    } else if (old.needsHealthCheck() && !service.needsHealthCheck()) {
      allocators = allocators.without(old.healthCheckNodePort());
    }
  }

  private Owner owner(FieldPath path) {
    return Owner.of(object, path);
  }
}
