package io.kubenet.kubeproxy.nftables;

import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.Value;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes the elements that are a node's own, which no other node has: its addresses, and the
 * endpoints on it.
 *
 * @param node the node
 */
record OwnElements(ProxiedNode node) {

  /** The node's own elements of a set that ports of Services have. */
  Stream<Element> of(SharedSet set, Collection<PortRules> ports) {
    return switch (set) {
      case NODEPORT_IPS -> nodePortAddresses();
      case HAIRPIN_CONNECTIONS -> ports.stream().map(PortRules::port).flatMap(this::hairpins);
      case CLUSTER_IPS,
          NO_ENDPOINT_SERVICES,
          NO_ENDPOINT_NODEPORTS,
          FIREWALL_IPS,
          SERVICE_IPS,
          SERVICE_NODEPORTS ->
          Stream.of();
    };
  }

  /** Loopback addresses never take node ports (GetNodeIPs and its caller in kube-proxy 1.36). */
  private Stream<Element> nodePortAddresses() {
    return node.config().nodePorts().matching(node.node(), node.family()).stream()
        .filter(Predicate.not(IpAddress::isLoopback))
        .map(Words::address)
        .map(Element::of);
  }

  private Stream<Element> hairpins(ProxiedPort port) {
    Value protocol = Words.protocol(port.info().protocol());
    return port.endpoints().reachable().stream()
        .filter(endpoint -> endpoint.isOn(node.node().name()))
        .map(endpoint -> hairpin(endpoint.address(), protocol));
  }

  private static Element hairpin(IpPort endpoint, Value protocol) {
    Value address = Words.address(endpoint.address());
    return Element.of(Words.together(address, address, protocol, Words.port(endpoint.port())));
  }
}
