package io.kubenet.jqwik;

import com.google.common.collect.ImmutableMap;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes down a Service. */
final class ServiceManifest {

  private final ServiceSpec service;
  private final List<IpFamily> families;

  private ServiceManifest(ServiceSpec service, List<IpFamily> families) {
    this.service = service;
    this.families = families;
  }

  static Map<String, ?> of(ServiceSpec service, List<IpFamily> families) {
    return new ServiceManifest(service, families).object();
  }

  private Map<String, ?> object() {
    ImmutableMap.Builder<String, Object> object = ImmutableMap.builder();
    object.put("apiVersion", "v1");
    object.put("kind", "Service");
    object.put("metadata", Parts.namespaced(service.name()).build());
    object.put("spec", spec());
    if (service.type() == ServiceSpec.Type.LOAD_BALANCER) {
      List<?> ingress =
          families.stream()
              .map(f -> ImmutableMap.of("ip", service.loadBalancerIp(f).toString()))
              .toList();
      object.put("status", ImmutableMap.of("loadBalancer", ImmutableMap.of("ingress", ingress)));
    }
    return object.build();
  }

  private Map<String, ?> spec() {
    ImmutableMap.Builder<String, Object> spec = ImmutableMap.builder();
    spec.put("type", service.type().text());
    spec.put("selector", Parts.app(service.app()));
    putAddresses(spec);
    putTrafficPolicies(spec);
    service
        .affinityTimeoutSeconds()
        .ifPresent(
            seconds -> {
              spec.put("sessionAffinity", "ClientIP");
              spec.put(
                  "sessionAffinityConfig",
                  ImmutableMap.of("clientIP", ImmutableMap.of("timeoutSeconds", seconds)));
            });
    if (service.readiness() == ServiceSpec.Readiness.PUBLISH_NOT_READY) {
      spec.put("publishNotReadyAddresses", true);
    }
    service.trafficDistribution().ifPresent(value -> spec.put("trafficDistribution", value));
    spec.put("ports", IntStream.range(0, service.ports().size()).mapToObj(this::port).toList());
    return spec.build();
  }

  private void putAddresses(ImmutableMap.Builder<String, Object> spec) {
    if (families.size() > 1) {
      spec.put("ipFamilyPolicy", "RequireDualStack");
    }
    if (service.type() == ServiceSpec.Type.HEADLESS) {
      spec.put("clusterIP", "None");
      return;
    }
    List<String> ips = families.stream().map(f -> service.clusterIp(f).toString()).toList();
    spec.put("clusterIP", ips.get(0));
    spec.put("clusterIPs", ips);
    List<String> externalIps =
        families.stream()
            .flatMap(f -> service.externalIps(f).stream())
            .map(Object::toString)
            .toList();
    if (!externalIps.isEmpty()) {
      spec.put("externalIPs", externalIps);
    }
    List<String> ranges = service.external().sourceRanges();
    if (service.type() == ServiceSpec.Type.LOAD_BALANCER && !ranges.isEmpty()) {
      spec.put("loadBalancerSourceRanges", ranges);
    }
  }

  private void putTrafficPolicies(ImmutableMap.Builder<String, Object> spec) {
    if (service.type() != ServiceSpec.Type.HEADLESS) {
      spec.put("internalTrafficPolicy", service.internalTrafficPolicy());
    }
    boolean isExternal = service.type().hasNodePorts() || service.external().externalIps() > 0;
    if (isExternal && service.type() != ServiceSpec.Type.HEADLESS) {
      spec.put("externalTrafficPolicy", service.external().trafficPolicy());
    }
  }

  private Map<String, ?> port(int index) {
    PortSpec port = service.ports().get(index);
    ImmutableMap.Builder<String, Object> object = ImmutableMap.builder();
    object.put("name", port.name());
    object.put("protocol", port.protocol().name());
    object.put("port", port.port());
    object.put(
        "targetPort", isNumber(port.targetPort()) ? number(port.targetPort()) : port.targetPort());
    if (service.type().hasNodePorts()) {
      object.put("nodePort", service.nodePort(index));
    }
    return object.build();
  }

  private static boolean isNumber(String text) {
    return Character.isDigit(text.charAt(0));
  }

  private static Object number(String text) {
    return Integer.valueOf(text);
  }
}
