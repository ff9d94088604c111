package io.kubenet.node;

import com.google.common.collect.ImmutableMap;
import io.kubenet.addressing.AddressPlan;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.net.IpFamily;
import io.kubenet.model.Node;
import java.util.Map;

/**
 * How the nodes of a cluster are set up.
 *
 * @param kubeProxy how their kube-proxies are
 * @param imported the rules that a real machine listed, by the node whose own they replace
 * @param listings what a real machine listed of its interfaces, by the node
 * @param interfaces what is stated of the interfaces of all nodes whose rules a machine listed
 * @param plan the blocks of the cluster's addresses
 */
public record NodeSetup(
    KubeProxyConfig kubeProxy,
    Map<String, ImportedRules> imported,
    Map<String, InterfaceListing> listings,
    StatedInterfaces interfaces,
    AddressPlan plan) {

  public NodeSetup {
    imported = ImmutableMap.copyOf(imported);
    listings = ImmutableMap.copyOf(listings);
  }

  /** What is stated of a node's interfaces. */
  StatedInterfaces interfacesOf(Node node) {
    InterfaceListing listed = listings.get(node.name());
    return listed == null ? interfaces : listed.of(node).or(interfaces);
  }

  CniMasquerade masquerade(IpFamily family) {
    return new CniMasquerade(plan.podCidr(family).orElseThrow());
  }
}
