package io.kubenet.node;

import com.google.common.collect.ImmutableMap;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import java.util.Map;

/**
 * How the nodes of a cluster are set up.
 *
 * @param kubeProxy how their kube-proxies are
 * @param imported the rules that a real machine listed, by the node whose own they replace
 * @param clusterCidrs the block that all pods' addresses of a family come from
 */
public record NodeSetup(
    KubeProxyConfig kubeProxy,
    Map<String, ImportedRules> imported,
    Map<IpFamily, Cidr> clusterCidrs) {

  public NodeSetup {
    imported = ImmutableMap.copyOf(imported);
    clusterCidrs = ImmutableMap.copyOf(clusterCidrs);
  }

  CniMasquerade masquerade(IpFamily family) {
    return new CniMasquerade(clusterCidrs.get(family));
  }
}
