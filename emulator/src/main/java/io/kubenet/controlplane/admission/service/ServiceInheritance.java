package io.kubenet.controlplane.admission.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a changed Service keeps of the old one, and what it drops with its type:
 * patchAllocatedValues and normalizeClusterIPs of the Service storage, dropTypeDependentFields of
 * its strategy.
 */
public final class ServiceInheritance {

  private ServiceInheritance() {}

  /** Takes over what was allocated and is not given anew. */
  public static void patch(ServiceTree service, ServiceTree old) {
    if (!service.isExternalName() && !old.isExternalName()) {
      if (service.clusterIp().isEmpty() && !old.clusterIp().isEmpty()) {
        service.clusterIp(old.clusterIp());
      }
      if (service.clusterIps().isEmpty()) {
        service.clusterIps(old.clusterIps());
      }
    }
    if (old.getsNodePorts() && service.getsNodePorts()) {
      patchNodePorts(service, old);
    }
    boolean wasAllocated = old.needsHealthCheck() && old.healthCheckNodePort() != 0;
    if (wasAllocated && service.needsHealthCheck() && service.healthCheckNodePort() == 0) {
      service.spec().put("healthCheckNodePort", old.healthCheckNodePort());
    }
    normalizeClusterIps(service, old);
  }

  private static void patchNodePorts(ServiceTree service, ServiceTree old) {
    List<Integer> used = new ArrayList<>(old.nodePorts());
    used.retainAll(service.nodePorts());
    Map<String, Integer> byName = new LinkedHashMap<>();
    old.ports().forEach(p -> byName.put(Trees.text(p, "name"), p.path("nodePort").asInt()));
    for (ObjectNode port : service.ports()) {
      int before = byName.getOrDefault(Trees.text(port, "name"), 0);
      if (port.path("nodePort").asInt() == 0 && before != 0 && !used.contains(before)) {
        port.put("nodePort", before);
      }
    }
  }

  /** Who changes clusterIP alone means clusterIPs too. */
  private static void normalizeClusterIps(ServiceTree service, ServiceTree old) {
    String before = old.clusterIp();
    String after = service.clusterIp();
    boolean isListKept = service.clusterIps().equals(old.clusterIps());
    if (after.equals(before) || !isListKept) {
      return;
    }
    service.clusterIps(after.isEmpty() ? ImmutableList.of() : ImmutableList.of(after));
  }

  /** Drops what the new type does not have, unless the change touched it. */
  static void dropTypeDependentFields(ServiceTree service, ServiceTree old) {
    if (!old.isExternalName() && service.isExternalName()) {
      dropClusterIps(service, old);
    }
    if (old.hasNodePortType()
        && !service.hasNodePortType()
        && old.nodePorts().containsAll(service.nodePorts())) {
      service.ports().forEach(port -> port.remove("nodePort"));
    }
    if (old.needsHealthCheck() && !service.needsHealthCheck()) {
      dropIfSame(service, old, "healthCheckNodePort");
    }
    if (old.isLoadBalancer() && !service.isLoadBalancer()) {
      dropIfSame(service, old, "allocateLoadBalancerNodePorts");
      dropIfSame(service, old, "loadBalancerClass");
    }
    if (old.isExternallyAccessible() && !service.isExternallyAccessible()) {
      dropIfSame(service, old, "externalTrafficPolicy");
    }
    if (!service.isLoadBalancer()) {
      Trees.object(service.tree(), "status").putObject("loadBalancer");
    }
  }

  private static void dropClusterIps(ServiceTree service, ServiceTree old) {
    boolean isSame =
        service.clusterIp().equals(old.clusterIp())
            && service.clusterIps().equals(old.clusterIps());
    if (isSame) {
      service.spec().remove(ImmutableList.of("clusterIP", "clusterIPs"));
    }
    dropIfSame(service, old, "ipFamilies");
    dropIfSame(service, old, "ipFamilyPolicy");
  }

  private static void dropIfSame(ServiceTree service, ServiceTree old, String field) {
    if (service.spec().path(field).equals(old.spec().path(field))) {
      service.spec().remove(field);
    }
  }
}
