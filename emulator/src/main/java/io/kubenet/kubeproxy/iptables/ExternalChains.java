package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.meaning.Role;
import io.kubenet.net.Cidr;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;
import java.util.List;
import java.util.Optional;

/**
 * Writes the chains for traffic to the external addresses of a port.
 *
 * @param port the port
 * @param names the names of its chains
 * @param settings the node's settings
 */
record ExternalChains(ProxiedPort port, ChainNames names, RuleSettings settings) {

  /**
   * The chain of external addresses. It is there if any node has endpoints, so that pods and nodes
   * are served even where the external policy leaves none for others.
   */
  Optional<Chain> external() {
    if (!port.hasEndpoints() || !port.info().isExternallyAccessible()) {
      return Optional.empty();
    }
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    rules.addAll(port.info().isExternalPolicyLocal() ? cutShort() : masquerade());
    if (port.hasExternalEndpoints()) {
      rules.add(
          Rule.builder()
              .meaning(
                  port.info()
                      .name()
                      .meaning(
                          port.info().isExternalPolicyLocal() ? Role.LOCAL_POLICY : Role.ENDPOINTS))
              .jump(port.info().isExternalPolicyLocal() ? names.local() : names.cluster()));
    }
    return Optional.of(Chain.user(names.external(), rules.build()));
  }

  /** The endpoint may be on another node, which must answer by way of this one. */
  private List<Rule> masquerade() {
    return ImmutableList.of(
        about("masquerade traffic for ", Role.MARK_FOR_MASQUERADE).jump(FixedChains.MARK_MASQ));
  }

  /** Pods and the node itself reach every endpoint, as if they had gone out and come back in. */
  private List<Rule> cutShort() {
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    LocalMatch.ifLocal(settings.detector())
        .map(
            local -> about("pod traffic for ", Role.POD_TRAFFIC).match(local).jump(names.cluster()))
        .ifPresent(rules::add);
    return rules
        .add(
            about("masquerade LOCAL traffic for ", Role.MARK_FOR_MASQUERADE)
                .sourceType(AddressType.LOCAL)
                .jump(FixedChains.MARK_MASQ))
        .add(
            about("route LOCAL traffic for ", Role.NODE_TRAFFIC)
                .sourceType(AddressType.LOCAL)
                .jump(names.cluster()))
        .build();
  }

  private RuleBuilder about(String what, Role role) {
    return Rule.builder()
        .comment(what + port.info().name() + " external destinations")
        .meaning(port.info().name().meaning(role));
  }

  /**
   * The chain that lets in the clients of the source ranges; what it does not take is dropped in
   * KUBE-PROXY-FIREWALL.
   */
  Optional<Chain> firewall() {
    if (!port.hasFirewall()) {
      return Optional.empty();
    }
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    port.info().sourceRanges().forEach(range -> rules.add(admit(range)));
    if (port.admitsNode()) {
      // A node that asks a load balancer's address may get that address as its source.
      port.info().loadBalancerVips().forEach(vip -> rules.add(admit(Cidr.host(vip))));
    }
    String rest = "other traffic to " + port.info().name() + " will be dropped by ";
    rules.add(Rule.builder().comment(rest + FixedChains.PROXY_FIREWALL).withoutTarget());
    return Optional.of(Chain.user(names.firewall(), rules.build()));
  }

  private Rule admit(Cidr clients) {
    return Rule.builder()
        .source(clients)
        .comment(port.info().name() + " loadbalancer IP")
        .meaning(port.info().name().meaning(Role.SOURCE_RANGE))
        .jump(names.external());
  }
}
