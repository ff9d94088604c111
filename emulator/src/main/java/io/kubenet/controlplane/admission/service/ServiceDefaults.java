package io.kubenet.controlplane.admission.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.admission.validation.Trees;

/** What a Service gets for what it leaves out: SetDefaults_Service of pkg/apis/core/v1. */
final class ServiceDefaults {

  private static final int AFFINITY_SECONDS = 10800;

  private ServiceDefaults() {}

  static void complete(ServiceTree service) {
    ObjectNode spec = service.spec();
    sessionAffinity(spec);
    Trees.fill(spec, "type", "ClusterIP");
    service.ports().forEach(ServiceDefaults::port);
    if (service.isExternallyAccessible()) {
      Trees.fill(spec, "externalTrafficPolicy", "Cluster");
    }
    if (service.hasNodePortType() || service.isType("ClusterIP")) {
      Trees.fillAbsent(spec, "internalTrafficPolicy", "Cluster");
    }
    if (service.isLoadBalancer()) {
      Trees.fillTrue(spec, "allocateLoadBalancerNodePorts");
      status(service);
    }
    Trees.object(Trees.object(service.tree(), "status"), "loadBalancer");
  }

  private static void sessionAffinity(ObjectNode spec) {
    Trees.fill(spec, "sessionAffinity", "None");
    String affinity = Trees.text(spec, "sessionAffinity");
    if (affinity.equals("None")) {
      spec.remove("sessionAffinityConfig");
    }
    boolean hasTimeout = spec.path("sessionAffinityConfig").path("clientIP").has("timeoutSeconds");
    if (affinity.equals("ClientIP") && !hasTimeout) {
      ObjectNode config = Trees.object(spec, "sessionAffinityConfig");
      Trees.object(config, "clientIP").put("timeoutSeconds", AFFINITY_SECONDS);
    }
  }

  private static void port(ObjectNode port) {
    Trees.fill(port, "protocol", "TCP");
    boolean isOpen =
        port.path("targetPort").isMissingNode()
            || port.path("targetPort").asText().isEmpty()
            || (port.path("targetPort").isInt() && port.path("targetPort").intValue() == 0);
    if (isOpen) {
      port.put("targetPort", port.path("port").asInt());
    }
  }

  private static void status(ServiceTree service) {
    ObjectNode loadBalancer = Trees.object(Trees.object(service.tree(), "status"), "loadBalancer");
    for (ObjectNode ingress : Trees.objects(loadBalancer, "ingress")) {
      if (!Trees.text(ingress, "ip").isEmpty()) {
        Trees.fillAbsent(ingress, "ipMode", "VIP");
      }
    }
  }
}
