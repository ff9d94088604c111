package io.kubenet.kubeproxy.sync;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.LocalTrafficDetector;
import io.kubenet.kubeproxy.config.NodePortAddresses;
import io.kubenet.kubeproxy.selection.EndpointSelection;
import io.kubenet.kubeproxy.selection.EndpointSelector;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.services.ServicePortMap;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whose rules are written: one family's rules of one node.
 *
 * @param node the node
 * @param family the family
 * @param config how kube-proxy is set up
 */
public record ProxiedNode(Node node, IpFamily family, KubeProxyConfig config) {

  /**
   * The node of this name.
   *
   * @throws IllegalArgumentException if the cluster has no such node
   */
  public static ProxiedNode of(
      String nodeName, ClusterState state, IpFamily family, KubeProxyConfig config) {
    Node node =
        state
            .node(nodeName)
            .orElseThrow(() -> new IllegalArgumentException(unknown(nodeName, state)));
    return new ProxiedNode(node, family, config);
  }

  /** Another node, or the same one later, that is set up alike. */
  public ProxiedNode named(String nodeName, ClusterState state) {
    return of(nodeName, state, family, config);
  }

  private static String unknown(String nodeName, ClusterState state) {
    String names = state.nodes().stream().map(Node::name).collect(Collectors.joining(", "));
    return "no node '" + nodeName + "'; nodes: " + names;
  }

  public boolean isIpv4() {
    return family == IpFamily.IPV4;
  }

  public LocalTrafficDetector detector() {
    return config.detectLocal().detector(node, family);
  }

  /** Whether node ports answer on 127.0.0.1. */
  public boolean hasLocalhostNodePorts() {
    return isIpv4() && config.routesLocalnet(node);
  }

  /** Whether any address of the node takes node ports. */
  public boolean takesNodePorts() {
    NodePortAddresses addresses = config.nodePorts();
    return addresses.matchesAll(node, family) || !addresses.matching(node, family).isEmpty();
  }

  /** The ports of Services, each with the endpoints that the node may use. */
  public List<ProxiedPort> ports(List<ServicePortMap.Entry> entries) {
    EndpointSelector selector = EndpointSelector.of(node, config.version());
    return entries.stream()
        .map(entry -> proxied(entry.info(), selector.select(entry.info(), entry.endpoints())))
        .collect(ImmutableList.toImmutableList());
  }

  private ProxiedPort proxied(ServicePortInfo info, EndpointSelection endpoints) {
    return new ProxiedPort(info, endpoints, isAdmitted(info));
  }

  private boolean isAdmitted(ServicePortInfo info) {
    return nodeIp()
        .filter(ip -> info.sourceRanges().stream().anyMatch(range -> range.contains(ip)))
        .isPresent();
  }

  /** In dual-stack clusters 1.23 took the address that it binds to, all zeros (nodeIPTuple). */
  private Optional<IpAddress> nodeIp() {
    return KubeProxyFeature.NODE_ADDRESS_OF_FAMILY.isIn(config.version())
        ? node.internalIp(family)
        : Optional.of(Cidr.all(family).address());
  }
}
