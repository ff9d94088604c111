package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;
import io.kubenet.ruleset.iptables.match.ConntrackState;
import java.util.List;

/**
 * The rules of the built-in chains that lead to kube-proxy's, in the order of a listing: each was
 * put before those that were there (iptablesJumpChains and iptablesKubeletJumpChains).
 */
final class JumpRules {

  private static final Rule HEALTH_CHECKS =
      Rule.builder()
          .comment("kubernetes health check service ports")
          .meaning(Meaning.of(Role.HEALTH_CHECK))
          .jump(DispatchChain.FILTER_NODE_PORTS.chain());
  private static final Rule EXTERNAL_SERVICES =
      ofNew(
          "kubernetes externally-visible service portals",
          Role.ENDPOINT_CHECK,
          DispatchChain.FILTER_EXTERNAL_SERVICES.chain());
  private static final Rule NEW_SERVICES =
      ofNew(
          "kubernetes service portals", Role.ENDPOINT_CHECK, DispatchChain.FILTER_SERVICES.chain());
  private static final Rule PROXY_FIREWALL =
      ofNew(
          "kubernetes load balancer firewall", Role.SOURCE_RANGE_CHECK, FixedChains.PROXY_FIREWALL);
  private static final Rule FIREWALL =
      Rule.builder().meaning(Meaning.of(Role.LOOPBACK_CHECK)).jump(FixedChains.FIREWALL);
  private static final Rule FORWARD =
      Rule.builder()
          .comment("kubernetes forwarding rules")
          .meaning(Meaning.of(Role.FORWARD_CHECK))
          .jump(FixedChains.FORWARD);
  private static final Rule SERVICES =
      Rule.builder().comment("kubernetes service portals").jump(DispatchChain.NAT_SERVICES.chain());
  private static final Rule POSTROUTING =
      Rule.builder().comment("kubernetes postrouting rules").jump(FixedChains.POSTROUTING);

  /** Those of the filter table, by built-in chain. */
  static ListMultimap<String, Rule> filter(KubernetesVersion version) {
    List<Rule> firewalls =
        KubeProxyFeature.FIREWALL_JUMPS.isIn(version)
            ? ImmutableList.of(FIREWALL, PROXY_FIREWALL)
            : ImmutableList.of();
    List<Rule> forwarded =
        KubeProxyFeature.FIREWALL_JUMPS.isIn(version)
            ? ImmutableList.of(PROXY_FIREWALL)
            : ImmutableList.of();
    return ImmutableListMultimap.<String, Rule>builder()
        .putAll("INPUT", firewalls)
        .putAll("INPUT", HEALTH_CHECKS, EXTERNAL_SERVICES)
        .putAll("FORWARD", forwarded)
        .putAll("FORWARD", FORWARD, NEW_SERVICES, EXTERNAL_SERVICES)
        .putAll("OUTPUT", firewalls)
        .put("OUTPUT", NEW_SERVICES)
        .build();
  }

  /** Those of the nat table, by built-in chain. */
  static ListMultimap<String, Rule> nat() {
    return ImmutableListMultimap.of(
        "PREROUTING", SERVICES, "OUTPUT", SERVICES, "POSTROUTING", POSTROUTING);
  }

  private JumpRules() {}

  private static Rule ofNew(String comment, Role role, String chain) {
    RuleBuilder ofNew = Rule.builder().states(ConntrackState.NEW);
    return ofNew.comment(comment).meaning(Meaning.of(role)).jump(chain);
  }
}
