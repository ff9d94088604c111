package io.kubenet.node;

import com.google.common.collect.ImmutableMap;
import io.kubenet.addressing.AddressPlan;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.net.IpFamily;
import java.util.Map;

/**
 * How the nodes of a cluster are set up.
 *
 * @param kubeProxy how their kube-proxies are
 * @param imported the rules that a real machine listed, by the node whose own they replace
 * @param plan the blocks of the cluster's addresses
 */
public record NodeSetup(
    KubeProxyConfig kubeProxy, Map<String, ImportedRules> imported, AddressPlan plan) {

  public NodeSetup {
    imported = ImmutableMap.copyOf(imported);
  }

  CniMasquerade masquerade(IpFamily family) {
    return new CniMasquerade(plan.podCidr(family).orElseThrow());
  }
}
