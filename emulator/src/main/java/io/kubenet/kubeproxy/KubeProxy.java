package io.kubenet.kubeproxy;

import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.iptables.IptablesSync;
import io.kubenet.kubeproxy.ipvs.IpvsSync;
import io.kubenet.kubeproxy.nftables.NftablesSync;
import io.kubenet.kubeproxy.services.ServicePortMap;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpFamily;
import java.util.List;

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
      case IPVS -> IpvsSync.full(node, services);
    };
  }

  /**
   * What a node answers on the health check node ports of Services, in the order of the Services'
   * names.
   *
   * @throws IllegalArgumentException if the cluster has no such node
   */
  public List<HealthCheck> healthChecks(String nodeName, ClusterState state) {
    ProxiedNode node = ProxiedNode.of(nodeName, state, family, config);
    return new HealthChecks(node).of(ServicePortMap.of(state, family, config.version()));
  }
}
