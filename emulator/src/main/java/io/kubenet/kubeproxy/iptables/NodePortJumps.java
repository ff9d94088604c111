package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.config.NodePortAddresses;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;
import java.util.List;
import java.util.function.Predicate;

/**
 * Writes the last rules of KUBE-SERVICES, which lead to the node ports.
 *
 * @param node the node
 */
record NodePortJumps(ProxiedNode node) {

  private static final String COMMENT =
      "kubernetes service nodeports; NOTE: this must be the last rule in this chain";

  /** One rule for all addresses of the node, or one for each address that takes node ports. */
  List<Rule> write() {
    NodePortAddresses addresses = node.config().nodePorts();
    if (addresses.matchesAll(node.node(), node.family())) {
      return ImmutableList.of(toAll());
    }
    return addresses.matching(node.node(), node.family()).stream()
        .filter(Predicate.not(this::isUnusable))
        .map(address -> start().destination(Cidr.host(address)).jump(nodePorts()))
        .collect(ImmutableList.toImmutableList());
  }

  private Rule toAll() {
    RuleBuilder rule = start().destinationType(AddressType.LOCAL);
    if (!asksForLocalhost() || node.hasLocalhostNodePorts()) {
      return rule.jump(nodePorts());
    }
    return rule.notDestination(Cidr.of(node.isIpv4() ? "127.0.0.0/8" : "::1/128"))
        .jump(nodePorts());
  }

  /** A loopback address works in IPv4 alone, and with route_localnet; 1.23 doesn't ask. */
  private boolean isUnusable(IpAddress address) {
    return asksForLocalhost() && address.isLoopback() && !node.hasLocalhostNodePorts();
  }

  private boolean asksForLocalhost() {
    return KubeProxyFeature.LOCALHOST_NODE_PORTS_SETTING.isIn(node.config().version());
  }

  private static RuleBuilder start() {
    return Rule.builder().comment(COMMENT).meaning(Meaning.of(Role.NODE_PORTS));
  }

  private static String nodePorts() {
    return DispatchChain.NAT_NODE_PORTS.chain();
  }
}
