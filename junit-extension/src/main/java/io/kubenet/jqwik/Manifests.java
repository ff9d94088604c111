package io.kubenet.jqwik;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the objects of an arbitrary cluster as YAML. */
final class Manifests {

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .build());

  private final ClusterSpec cluster;

  private Manifests(ClusterSpec cluster) {
    this.cluster = cluster;
  }

  static String of(ClusterSpec cluster) {
    return new Manifests(cluster)
        .objects()
        .map(Manifests::print)
        .collect(Collectors.joining("---\n"));
  }

  /** One more pod for a cluster of these families. */
  static String of(PodSpec pod, Families families) {
    return of(
        new ClusterSpec(
            families,
            ImmutableList.of(),
            ImmutableList.of(pod),
            ImmutableList.of(),
            ImmutableList.of()));
  }

  private static String print(Map<String, ?> object) {
    try {
      return YAML.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stream<Map<String, ?>> objects() {
    return Streams.concat(
        cluster.nodes().stream().map(this::node),
        cluster.pods().stream().map(this::pod),
        cluster.services().stream().map(this::service),
        cluster.policies().stream().map(this::policy));
  }

  private List<IpFamily> families() {
    return cluster.families().list();
  }

  private Map<String, ?> node(NodeSpec node) {
    ImmutableMap.Builder<String, Object> metadata = ImmutableMap.builder();
    metadata.put("name", node.name());
    node.zone()
        .ifPresent(
            zone -> metadata.put("labels", ImmutableMap.of("topology.kubernetes.io/zone", zone)));
    List<String> podCidrs = families().stream().map(node::podCidr).toList();
    List<?> addresses =
        families().stream()
            .map(f -> ImmutableMap.of("type", "InternalIP", "address", node.ip(f).toString()))
            .toList();
    return ImmutableMap.of(
        "apiVersion", "v1",
        "kind", "Node",
        "metadata", metadata.build(),
        "spec", ImmutableMap.of("podCIDR", podCidrs.get(0), "podCIDRs", podCidrs),
        "status", ImmutableMap.of("addresses", addresses, "conditions", ready(true)));
  }

  private Map<String, ?> pod(PodSpec pod) {
    ImmutableMap.Builder<String, Object> metadata = namespaced(pod.name());
    metadata.put("labels", ImmutableMap.of("app", pod.app()));
    if (pod.state().isTerminating()) {
      metadata.put("deletionTimestamp", "2026-01-01T00:00:00Z");
      metadata.put("deletionGracePeriodSeconds", 30);
    }
    ImmutableMap.Builder<String, Object> spec = ImmutableMap.builder();
    spec.put("nodeName", pod.node().name());
    if (pod.network() == PodSpec.Network.HOST) {
      spec.put("hostNetwork", true);
    }
    spec.put("containers", ImmutableList.of(container()));
    List<?> podIps =
        families().stream().map(f -> ImmutableMap.of("ip", pod.ip(f).toString())).toList();
    return ImmutableMap.of(
        "apiVersion", "v1",
        "kind", "Pod",
        "metadata", metadata.build(),
        "spec", spec.build(),
        "status",
            ImmutableMap.of(
                "phase",
                "Running",
                "podIP",
                pod.ip(families().get(0)).toString(),
                "podIPs",
                podIps,
                "conditions",
                ready(pod.state().isReady())));
  }

  private static Map<String, ?> container() {
    return ImmutableMap.of(
        "name",
        "main",
        "image",
        "registry.example/app:1",
        "ports",
        ImmutableList.of(
            ImmutableMap.of("name", "http", "containerPort", 8080),
            ImmutableMap.of("name", "metrics", "containerPort", 9090),
            ImmutableMap.of("name", "dns", "containerPort", 5353, "protocol", "UDP")));
  }

  private Map<String, ?> service(ServiceSpec service) {
    ImmutableMap.Builder<String, Object> object = ImmutableMap.builder();
    object.put("apiVersion", "v1");
    object.put("kind", "Service");
    object.put("metadata", namespaced(service.name()).build());
    object.put("spec", serviceSpec(service));
    if (service.type() == ServiceSpec.Type.LOAD_BALANCER) {
      List<?> ingress =
          families().stream()
              .map(f -> ImmutableMap.of("ip", service.loadBalancerIp(f).toString()))
              .toList();
      object.put("status", ImmutableMap.of("loadBalancer", ImmutableMap.of("ingress", ingress)));
    }
    return object.build();
  }

  private Map<String, ?> serviceSpec(ServiceSpec service) {
    ImmutableMap.Builder<String, Object> spec = ImmutableMap.builder();
    spec.put("type", service.type().text());
    spec.put("selector", ImmutableMap.of("app", service.app()));
    putAddresses(spec, service);
    putTrafficPolicies(spec, service);
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
    spec.put(
        "ports",
        IntStream.range(0, service.ports().size()).mapToObj(i -> port(service, i)).toList());
    return spec.build();
  }

  private void putAddresses(ImmutableMap.Builder<String, Object> spec, ServiceSpec service) {
    if (families().size() > 1) {
      spec.put("ipFamilyPolicy", "RequireDualStack");
    }
    if (service.type() == ServiceSpec.Type.HEADLESS) {
      spec.put("clusterIP", "None");
      return;
    }
    List<String> ips = families().stream().map(f -> service.clusterIp(f).toString()).toList();
    spec.put("clusterIP", ips.get(0));
    spec.put("clusterIPs", ips);
    List<String> externalIps =
        families().stream()
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

  private static void putTrafficPolicies(
      ImmutableMap.Builder<String, Object> spec, ServiceSpec service) {
    if (service.type() != ServiceSpec.Type.HEADLESS) {
      spec.put("internalTrafficPolicy", service.internalTrafficPolicy());
    }
    boolean isExternal = service.type().hasNodePorts() || service.external().externalIps() > 0;
    if (isExternal && service.type() != ServiceSpec.Type.HEADLESS) {
      spec.put("externalTrafficPolicy", service.external().trafficPolicy());
    }
  }

  private static Map<String, ?> port(ServiceSpec service, int index) {
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

  private Map<String, ?> policy(PolicySpec policy) {
    ImmutableMap.Builder<String, Object> spec = ImmutableMap.builder();
    spec.put("podSelector", policy.app().map(Manifests::labels).orElseGet(ImmutableMap::of));
    List<String> types =
        Stream.of(
                policy.ingressFrom().map(from -> "Ingress"), policy.egressTo().map(to -> "Egress"))
            .flatMap(Optional::stream)
            .toList();
    spec.put("policyTypes", types);
    policy.ingressFrom().ifPresent(apps -> spec.put("ingress", rules("from", apps)));
    policy.egressTo().ifPresent(apps -> spec.put("egress", rules("to", apps)));
    return ImmutableMap.of(
        "apiVersion",
        "networking.k8s.io/v1",
        "kind",
        "NetworkPolicy",
        "metadata",
        namespaced(policy.name()).build(),
        "spec",
        spec.build());
  }

  private static List<?> rules(String side, List<String> apps) {
    List<?> peers = apps.stream().map(app -> ImmutableMap.of("podSelector", labels(app))).toList();
    return peers.isEmpty() ? ImmutableList.of() : ImmutableList.of(ImmutableMap.of(side, peers));
  }

  private static ImmutableMap<String, Object> labels(String app) {
    return ImmutableMap.of("matchLabels", ImmutableMap.of("app", app));
  }

  private static ImmutableMap.Builder<String, Object> namespaced(String name) {
    return ImmutableMap.<String, Object>builder()
        .put("name", name)
        .put("namespace", PodSpec.NAMESPACE);
  }

  private static List<?> ready(boolean isReady) {
    return ImmutableList.of(ImmutableMap.of("type", "Ready", "status", isReady ? "True" : "False"));
  }
}
