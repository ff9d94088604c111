package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * The tree of a Service, read and written by the names that Kubernetes has for its parts.
 *
 * @param tree the tree; it is changed
 */
record ServiceTree(ObjectNode tree) {

  static final String NONE = "None";
  static final String SINGLE_STACK = "SingleStack";
  static final String PREFER_DUAL_STACK = "PreferDualStack";
  static final String REQUIRE_DUAL_STACK = "RequireDualStack";

  static ServiceTree of(JsonNode tree) {
    return new ServiceTree((ObjectNode) tree);
  }

  ObjectNode spec() {
    return Trees.object(tree, "spec");
  }

  String name() {
    return tree.path("metadata").path("name").asText();
  }

  /** An annotation; empty if it is missing. */
  String annotation(String key) {
    return tree.path("metadata").path("annotations").path(key).asText();
  }

  String type() {
    return Trees.text(spec(), "type");
  }

  boolean isType(String type) {
    return type().equals(type);
  }

  boolean isLoadBalancer() {
    return isType("LoadBalancer");
  }

  boolean isExternalName() {
    return isType("ExternalName");
  }

  boolean hasNodePortType() {
    return isLoadBalancer() || isType("NodePort");
  }

  String clusterIp() {
    return Trees.text(spec(), "clusterIP");
  }

  void clusterIp(String address) {
    spec().put("clusterIP", address);
  }

  List<String> clusterIps() {
    return Trees.texts(spec(), "clusterIPs");
  }

  void clusterIps(List<String> addresses) {
    Trees.putTexts(spec(), "clusterIPs", addresses);
  }

  List<String> ipFamilies() {
    return Trees.texts(spec(), "ipFamilies");
  }

  void ipFamilies(List<String> families) {
    Trees.putTexts(spec(), "ipFamilies", families);
  }

  Optional<String> ipFamilyPolicy() {
    return spec().has("ipFamilyPolicy")
        ? Optional.of(Trees.text(spec(), "ipFamilyPolicy"))
        : Optional.empty();
  }

  void ipFamilyPolicy(String policy) {
    spec().put("ipFamilyPolicy", policy);
  }

  boolean isPolicy(String policy) {
    return ipFamilyPolicy().filter(policy::equals).isPresent();
  }

  /** isHeadlessService: its one cluster IP is None. */
  boolean isHeadless() {
    return clusterIps().equals(ImmutableList.of(NONE));
  }

  boolean hasSelector() {
    return !spec().path("selector").isEmpty();
  }

  List<ObjectNode> ports() {
    return Trees.objects(spec(), "ports");
  }

  List<Integer> nodePorts() {
    return ports().stream()
        .map(port -> port.path("nodePort").asInt())
        .filter(port -> port != 0)
        .collect(ImmutableList.toImmutableList());
  }

  /** The ports of nodes that it asks for by number. */
  List<Integer> requestedPorts() {
    return healthCheckNodePort() == 0
        ? nodePorts()
        : ImmutableList.<Integer>builder().addAll(nodePorts()).add(healthCheckNodePort()).build();
  }

  int healthCheckNodePort() {
    return spec().path("healthCheckNodePort").asInt();
  }

  /** ExternallyAccessible of pkg/api/service. */
  boolean isExternallyAccessible() {
    return hasNodePortType() || (isType("ClusterIP") && !spec().path("externalIPs").isEmpty());
  }

  /**
   * Whether it comes with the address of a load balancer and no health check node port, as another
   * cluster had it: what that cluster did without is not made up here.
   */
  boolean hasServedElsewhere() {
    return healthCheckNodePort() == 0 && !tree().at("/status/loadBalancer/ingress").isEmpty();
  }

  /** NeedsHealthCheck of pkg/api/service. */
  boolean needsHealthCheck() {
    return isLoadBalancer() && Trees.text(spec(), "externalTrafficPolicy").equals("Local");
  }

  /** shouldAllocateNodePorts of the Service storage. */
  boolean getsNodePorts() {
    return isType("NodePort")
        || (isLoadBalancer() && spec().path("allocateLoadBalancerNodePorts").asBoolean(true));
  }

  static String name(IpFamily family) {
    return family == IpFamily.IPV4 ? "IPv4" : "IPv6";
  }

  static IpFamily family(String name) {
    return name.equals("IPv6") ? IpFamily.IPV6 : IpFamily.IPV4;
  }
}
