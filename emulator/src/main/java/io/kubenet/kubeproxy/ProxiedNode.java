package io.kubenet.kubeproxy;

import io.kubenet.model.Node;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Optional;

/**
 * Whose rules are written: one family's rules of one node.
 *
 * @param node the node
 * @param family the family
 * @param config how kube-proxy is set up
 */
public record ProxiedNode(Node node, IpFamily family, KubeProxyConfig config) {

  public boolean isIpv4() {
    return family == IpFamily.IPV4;
  }

  /** The node's InternalIP of the family. */
  public Optional<IpAddress> nodeIp() {
    return node.internalIp(family);
  }

  public LocalTrafficDetector detector() {
    return config.detectLocal().detector(node, family);
  }

  /** Whether node ports answer on 127.0.0.1. */
  public boolean hasLocalhostNodePorts() {
    return isIpv4() && config.routesLocalnet(node);
  }
}
