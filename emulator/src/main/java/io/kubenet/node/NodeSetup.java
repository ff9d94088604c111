package io.kubenet.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.addressing.AddressPlan;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Map;

/**
 * How the nodes of a cluster are set up.
 *
 * @param kubeProxy how their kube-proxies are
 * @param imported the rules that a real machine listed, by the node whose own they replace
 * @param listings what a real machine listed of its interfaces, by the node
 * @param interfaces what is stated of the interfaces of all nodes whose rules a machine listed
 * @param unmasqueraded the blocks that pods reach with their own addresses; of a family without any
 *     the pods' own
 * @param plan the blocks of the cluster's addresses
 */
public record NodeSetup(
    KubeProxyConfig kubeProxy,
    Map<String, ImportedRules> imported,
    Map<String, InterfaceListing> listings,
    StatedInterfaces interfaces,
    List<Cidr> unmasqueraded,
    AddressPlan plan) {

  public NodeSetup {
    imported = ImmutableMap.copyOf(imported);
    listings = ImmutableMap.copyOf(listings);
    unmasqueraded = ImmutableList.copyOf(unmasqueraded);
  }

  /** What is stated of a node's interfaces. */
  StatedInterfaces interfacesOf(Node node) {
    InterfaceListing listed = listings.get(node.name());
    return listed == null ? interfaces : listed.of(node).or(interfaces);
  }

  CniMasquerade masquerade(IpFamily family) {
    Cidr pods = plan.podCidr(family).orElseThrow();
    List<Cidr> kept =
        unmasqueraded.stream()
            .filter(block -> block.family() == family)
            .collect(ImmutableList.toImmutableList());
    return kept.isEmpty() ? new CniMasquerade(pods) : new CniMasquerade(pods, kept);
  }
}
