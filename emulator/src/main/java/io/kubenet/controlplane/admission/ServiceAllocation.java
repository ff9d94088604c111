package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives a Service its cluster IPs and node ports, and takes back what it no longer has: alloc.go of
 * the Service storage.
 */
final class ServiceAllocation {

  private static final FieldPath PORTS = FieldPath.of("spec.ports");
  private static final FieldPath HEALTH_CHECK = FieldPath.of("spec.healthCheckNodePort");

  private final ManifestObject object;
  private final ServiceTree service;
  private Allocators allocators;

  private ServiceAllocation(Allocators allocators, ManifestObject object) {
    this.allocators = allocators;
    this.object = object;
    this.service = ServiceTree.of(object.tree());
  }

  /** Allocates for a new Service, whose tree is filled in. */
  static Allocators create(Allocators allocators, ManifestObject object) {
    ServiceAllocation allocation = new ServiceAllocation(allocators, object);
    ServiceTree service = allocation.service;
    if (!service.clusterIp().isEmpty() && service.clusterIps().isEmpty()) {
      service.clusterIps(ImmutableList.of(service.clusterIp()));
    }
    IpFamilies.decide(allocators, service, Optional.empty());
    allocation.allocateClusterIps();
    allocation.allocateNodePorts();
    if (service.needsHealthCheck() && !service.hasServedElsewhere()) {
      allocation.allocateHealthCheck();
    }
    return allocation.allocators;
  }

  /** Allocates for a changed Service, whose tree is filled in from what the old one had. */
  static Allocators update(Allocators allocators, ManifestObject object, ServiceTree old) {
    ServiceAllocation allocation = new ServiceAllocation(allocators, object);
    ServiceTree service = allocation.service;
    ServiceInheritance.patch(service, old);
    IpFamilies.decide(allocators, service, Optional.of(old));
    allocation.updateClusterIps(old);
    allocation.updateNodePorts(old);
    allocation.updateHealthCheck(old);
    return allocation.allocators;
  }

  /** Takes everything back from a Service that is deleted. */
  static Allocators release(Allocators allocators, ServiceTree service) {
    Allocators left = allocators;
    for (String address : service.clusterIps()) {
      Optional<IpAddress> parsed = Addresses.parse(address);
      left = parsed.isPresent() ? left.without(parsed.get()) : left;
    }
    for (int port : service.nodePorts()) {
      left = left.without(port);
    }
    return service.needsHealthCheck() ? left.without(service.healthCheckNodePort()) : left;
  }

  private void allocateClusterIps() {
    if (service.isExternalName() || service.clusterIps().contains(ServiceTree.NONE)) {
      return;
    }
    List<String> families = service.ipFamilies();
    List<String> addresses = new ArrayList<>(service.clusterIps());
    for (int i = 0; i < families.size(); i++) {
      IpFamily family = ServiceTree.family(families.get(i));
      if (i < addresses.size()) {
        reserve(addresses.get(i));
      } else {
        addresses.add(next(family));
      }
    }
    service.clusterIps(addresses);
    if (!addresses.isEmpty()) {
      service.clusterIp(addresses.get(0));
    }
  }

  private void updateClusterIps(ServiceTree old) {
    if (IpFamilies.isUnchanged(service, old)) {
      return;
    }
    if (old.isExternalName() && !service.isExternalName()) {
      allocateClusterIps();
      return;
    }
    if (old.clusterIps().contains(ServiceTree.NONE)) {
      return;
    }
    if (service.isExternalName()) {
      old.clusterIps().forEach(this::release);
      return;
    }
    int before = old.ipFamilies().size();
    int after = service.ipFamilies().size();
    if (before == 1 && after == 2) {
      addSecondAddress();
    } else if (before == 2 && after == 1) {
      release(old.clusterIps().get(1));
    }
  }

  private void addSecondAddress() {
    List<String> addresses = new ArrayList<>(service.clusterIps());
    if (addresses.size() > 1) {
      reserve(addresses.get(1));
      return;
    }
    addresses.add(next(ServiceTree.family(service.ipFamilies().get(1))));
    service.clusterIps(addresses);
  }

  private void reserve(String text) {
    IpAddress address = Addresses.parse(text).orElseThrow();
    requireName(text);
    if (!allocators.isAllocatable(address)) {
      throw refused(
          text,
          "is not in the Service CIDR of the cluster, "
              + Joiner.on(", ").join(allocators.config().serviceCidrs()));
    }
    Optional<Owner> owner = allocators.owner(address);
    if (owner.isPresent() && !owner.get().keepsFor(object)) {
      throw refused(text, "is already allocated to " + owner.get());
    }
    allocators = allocators.with(address, owner(ClusterIpRules.CLUSTER_IPS));
  }

  private String next(IpFamily family) {
    requireName("");
    IpAddress address =
        allocators
            .nextAddress(family)
            .orElseThrow(
                () -> new Refused(ApiError.internal("no cluster IP is left for " + object)));
    allocators = allocators.with(address, owner(ClusterIpRules.CLUSTER_IPS));
    return address.toString();
  }

  /** The IPAddress object that records an allocation needs the Service's name. */
  private void requireName(String address) {
    if (service.name().isEmpty()) {
      throw refused(address, "cannot be allocated for a Service without a name");
    }
  }

  private void release(String address) {
    allocators = allocators.without(Addresses.parse(address).orElseThrow());
  }

  private static Refused refused(String address, String problem) {
    Causes causes = new Causes();
    causes.invalid(ClusterIpRules.CLUSTER_IPS, address, problem);
    return Refused.invalid(causes.found());
  }

  /** initNodePorts: ports of one number share a node port over their protocols. */
  private void allocateNodePorts() {
    if (!service.hasNodePortType()) {
      return;
    }
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
        byPort.put(port, firstNodePort(i, port));
        ports.get(i).put("nodePort", byPort.get(port));
      } else if (asked == 0) {
        ports.get(i).put("nodePort", shared.get());
      } else if (asked != shared.get()) {
        reservePort(i, asked);
      }
    }
  }

  private int firstNodePort(int index, int port) {
    Optional<Integer> asked =
        service.ports().stream()
            .filter(other -> other.path("port").asInt() == port)
            .map(other -> other.path("nodePort").asInt())
            .filter(nodePort -> nodePort != 0)
            .findFirst();
    if (asked.isEmpty()) {
      return nextPort(PORTS.item(index));
    }
    reservePort(index, asked.get());
    return asked.get();
  }

  private void updateNodePorts(ServiceTree old) {
    List<Integer> before = old.nodePorts();
    if (service.hasNodePortType()) {
      List<ObjectNode> ports = service.ports();
      for (int i = 0; i < ports.size(); i++) {
        updateNodePort(i, ports, before);
      }
    }
    List<Integer> after = service.hasNodePortType() ? service.nodePorts() : ImmutableList.of();
    before.stream()
        .filter(port -> old.hasNodePortType() && !after.contains(port))
        .forEach(port -> allocators = allocators.without(port));
  }

  private void updateNodePort(int index, List<ObjectNode> ports, List<Integer> before) {
    ObjectNode port = ports.get(index);
    int asked = port.path("nodePort").asInt();
    boolean isEarlierToo =
        ports.subList(0, index).stream().anyMatch(o -> o.path("nodePort").asInt() == asked);
    if (asked == 0 && service.getsNodePorts()) {
      port.put("nodePort", nextPort(PORTS.item(index)));
    } else if (asked != 0 && !before.contains(asked) && !isEarlierToo) {
      reservePort(index, asked);
    }
  }

  private void reservePort(int index, int port) {
    FieldPath path = PORTS.item(index).field("nodePort");
    Optional<String> problem = portProblem(port);
    if (problem.isPresent()) {
      Causes causes = new Causes();
      causes.invalid(path, port, problem.get());
      throw Refused.invalid(causes.found());
    }
    allocators = allocators.with(port, owner(path));
  }

  private Optional<String> portProblem(int port) {
    if (!allocators.config().nodePorts().contains(port)) {
      return Optional.of("is not in the node port range " + allocators.config().nodePorts());
    }
    return allocators.owner(port).map(owner -> "is already allocated to " + owner);
  }

  private int nextPort(FieldPath path) {
    int port =
        allocators
            .nextPort()
            .orElseThrow(
                () -> new Refused(ApiError.internal("no node port is left for " + object)));
    allocators = allocators.with(port, owner(path));
    return port;
  }

  private void allocateHealthCheck() {
    int asked = service.healthCheckNodePort();
    if (asked == 0) {
      service.spec().put("healthCheckNodePort", nextPort(HEALTH_CHECK));
      return;
    }
    Optional<String> problem = portProblem(asked);
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
