package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;
import io.kubenet.ruleset.iptables.match.Match;
import java.util.List;
import java.util.Optional;

/**
 * Writes the chains of a port in 1.23.
 *
 * @param port the port; it has endpoints
 * @param names the names of its chains
 * @param settings the node's settings
 */
record LegacyChains(ProxiedPort port, ChainNames names, RuleSettings settings) {

  /** The chain that masquerades where the asked address needs it, and balances. */
  Chain service(BalancingChains balancing) {
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    ClusterIpMasquerade.rule(info(), settings).ifPresent(rules::add);
    if (!info().isExternalPolicyLocal()) {
      info().externalIps().forEach(ip -> rules.add(masqueradeExternalIp(ip)));
      if (settings.takes(info())) {
        rules.add(
            new PortMatch(info())
                .toNodePort()
                .meaning(about(Role.MARK_FOR_MASQUERADE))
                .jump(FixedChains.MARK_MASQ));
      }
    }
    rules.addAll(balancing.choices(port.endpoints().cluster()));
    return Chain.user(names.cluster(), rules.build());
  }

  /** Without a way to tell local traffic all of it is masqueraded. */
  private Rule masqueradeExternalIp(IpAddress ip) {
    RuleBuilder rule =
        new PortMatch(info())
            .to(ip, info().name() + " external IP")
            .meaning(about(Role.MARK_FOR_MASQUERADE));
    Optional<Match> notLocal = LocalMatch.ifNotLocal(settings.detector());
    return notLocal.map(rule::match).orElse(rule).jump(FixedChains.MARK_MASQ);
  }

  /** The chain of load balancers' addresses; there is one with or without source ranges. */
  Optional<Chain> firewall() {
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    info().loadBalancerVips().forEach(vip -> rules.addAll(admissions(vip)));
    List<Rule> admissions = rules.build();
    return admissions.isEmpty()
        ? Optional.empty()
        : Optional.of(Chain.user(names.firewall(), admissions));
  }

  private List<Rule> admissions(IpAddress vip) {
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    boolean isLocal = info().isExternalPolicyLocal();
    String chain = isLocal ? names.externalLocal() : names.cluster();
    if (!isLocal) {
      rules.add(aboutLoadBalancer(Role.MARK_FOR_MASQUERADE).jump(FixedChains.MARK_MASQ));
    }
    if (info().sourceRanges().isEmpty()) {
      rules.add(aboutLoadBalancer(Role.ENDPOINTS).jump(chain));
    }
    info()
        .sourceRanges()
        .forEach(r -> rules.add(aboutLoadBalancer(Role.SOURCE_RANGE).source(r).jump(chain)));
    if (port.admitsNode()) {
      rules.add(aboutLoadBalancer(Role.SOURCE_RANGE).source(Cidr.host(vip)).jump(chain));
    }
    return rules
        .add(aboutLoadBalancer(Role.OUTSIDE_SOURCE_RANGES).jump(FixedChains.MARK_DROP))
        .build();
  }

  private RuleBuilder aboutLoadBalancer(Role role) {
    return Rule.builder().comment(info().name() + " loadbalancer IP").meaning(about(role));
  }

  /** The chain of an external policy of Local. */
  Optional<Chain> externalLocal(BalancingChains balancing) {
    if (!info().isExternalPolicyLocal()) {
      return Optional.empty();
    }
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    String toPods = "Redirect pods trying to reach external loadbalancer VIP to clusterIP";
    LocalMatch.ifLocal(settings.detector())
        .map(
            local ->
                Rule.builder()
                    .comment(toPods)
                    .meaning(about(Role.POD_TRAFFIC))
                    .match(local)
                    .jump(names.cluster()))
        .ifPresent(rules::add);
    rules.add(
        aboutLocal("masquerade LOCAL traffic for ", "")
            .meaning(about(Role.MARK_FOR_MASQUERADE))
            .jump(FixedChains.MARK_MASQ));
    rules.add(
        aboutLocal("route LOCAL traffic for ", " to service chain")
            .meaning(about(Role.NODE_TRAFFIC))
            .jump(names.cluster()));
    rules.addAll(localChoices(balancing));
    return Optional.of(Chain.user(names.externalLocal(), rules.build()));
  }

  private List<Rule> localChoices(BalancingChains balancing) {
    List<Rule> choices = balancing.choices(port.endpoints().local());
    String comment = info().name() + " has no local endpoints";
    return choices.isEmpty()
        ? ImmutableList.of(
            Rule.builder()
                .comment(comment)
                .meaning(about(Role.NO_LOCAL_ENDPOINTS))
                .jump(FixedChains.MARK_DROP))
        : choices;
  }

  private RuleBuilder aboutLocal(String before, String behind) {
    return Rule.builder()
        .comment(before + info().name() + " LB IP" + behind)
        .sourceType(AddressType.LOCAL);
  }

  private Meaning about(Role role) {
    return info().name().meaning(role);
  }

  private ServicePortInfo info() {
    return port.info();
  }
}
