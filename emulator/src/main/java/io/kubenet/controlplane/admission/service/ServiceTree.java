package io.kubenet.controlplane.admission.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * The tree of a Service, read and written by the names that Kubernetes has for its parts.
 *
 * @param tree the tree; it is changed
 */
public record ServiceTree(ObjectNode tree) {

  public static final String NONE = "None";
  public static final String SINGLE_STACK = "SingleStack";
  public static final String PREFER_DUAL_STACK = "PreferDualStack";
  public static final String REQUIRE_DUAL_STACK = "RequireDualStack";

  public static ServiceTree of(JsonNode tree) {
    return new ServiceTree((ObjectNode) tree);
  }

  public ObjectNode spec() {
    return Trees.object(tree, "spec");
  }

  public String name() {
    return tree.path("metadata").path("name").asText();
  }

  /** An annotation; empty if it is missing. */
  String annotation(String key) {
    return tree.path("metadata").path("annotations").path(key).asText();
  }

  public String type() {
    return Trees.text(spec(), "type");
  }

  public boolean isType(String type) {
    return type().equals(type);
  }

  public boolean isLoadBalancer() {
    return isType("LoadBalancer");
  }

  public boolean isExternalName() {
    return isType("ExternalName");
  }

  public boolean hasNodePortType() {
    return isLoadBalancer() || isType("NodePort");
  }

  public String clusterIp() {
    return Trees.text(spec(), "clusterIP");
  }

  public void clusterIp(String address) {
    spec().put("clusterIP", address);
  }

  public List<String> clusterIps() {
    return Trees.texts(spec(), "clusterIPs");
  }

  public void clusterIps(List<String> addresses) {
    Trees.putTexts(spec(), "clusterIPs", addresses);
  }

  public List<String> ipFamilies() {
    return Trees.texts(spec(), "ipFamilies");
  }

  public void ipFamilies(List<String> families) {
    Trees.putTexts(spec(), "ipFamilies", families);
  }

  public Optional<String> ipFamilyPolicy() {
    return spec().has("ipFamilyPolicy")
        ? Optional.of(Trees.text(spec(), "ipFamilyPolicy"))
        : Optional.empty();
  }

  public void ipFamilyPolicy(String policy) {
    spec().put("ipFamilyPolicy", policy);
  }

  public boolean isPolicy(String policy) {
    return ipFamilyPolicy().filter(policy::equals).isPresent();
  }

  /** isHeadlessService: its one cluster IP is None. */
  public boolean isHeadless() {
    return clusterIps().equals(ImmutableList.of(NONE));
  }

  public boolean hasSelector() {
    return !spec().path("selector").isEmpty();
  }

  public List<ObjectNode> ports() {
    return Trees.objects(spec(), "ports");
  }

  public List<Integer> nodePorts() {
    return ports().stream()
        .map(port -> port.path("nodePort").asInt())
        .filter(port -> port != 0)
        .collect(ImmutableList.toImmutableList());
  }

  /** The ports of nodes that it asks for by number. */
  public List<Integer> requestedPorts() {
    return healthCheckNodePort() == 0
        ? nodePorts()
        : ImmutableList.<Integer>builder().addAll(nodePorts()).add(healthCheckNodePort()).build();
  }

  public int healthCheckNodePort() {
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
  public boolean hasServedElsewhere() {
    return healthCheckNodePort() == 0 && !tree().at("/status/loadBalancer/ingress").isEmpty();
  }

  /** NeedsHealthCheck of pkg/api/service. */
  public boolean needsHealthCheck() {
    return isLoadBalancer() && Trees.text(spec(), "externalTrafficPolicy").equals("Local");
  }

  /** shouldAllocateNodePorts of the Service storage. */
  public boolean getsNodePorts() {
    return isType("NodePort")
        || (isLoadBalancer() && spec().path("allocateLoadBalancerNodePorts").asBoolean(true));
  }

  public static String name(IpFamily family) {
    return family == IpFamily.IPV4 ? "IPv4" : "IPv6";
  }

  public static IpFamily family(String name) {
    return name.equals("IPv6") ? IpFamily.IPV6 : IpFamily.IPV4;
  }
}
