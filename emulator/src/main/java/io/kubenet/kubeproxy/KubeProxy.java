package io.kubenet.kubeproxy;

import io.kubenet.model.ClusterState;
import io.kubenet.net.IpFamily;

/**
 * The kube-proxies of a cluster, for the rules of one IP family.
 *
 * @param config how they are set up
 * @param family the family
 */
public record KubeProxy(KubeProxyConfig config, IpFamily family) {

  /**
   * A full sync: writes the rules of a node from nothing.
   *
   * @throws IllegalArgumentException if the cluster has no such node
   */
  public Sync sync(String nodeName, ClusterState state) {
    ProxiedNode node = ProxiedNode.of(nodeName, state, family, config);
    ServicePortMap services = ServicePortMap.of(state, family, config.version());
    return switch (config.mode()) {
      case IPTABLES -> IptablesSync.full(node, services);
      case NFTABLES -> NftablesSync.full(node, services);
    };
  }
}
