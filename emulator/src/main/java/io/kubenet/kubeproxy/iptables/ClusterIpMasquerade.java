package io.kubenet.kubeproxy.iptables;

import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.meaning.Role;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;
import java.util.Optional;

/**
 * Writes the rule that masquerades traffic to a cluster IP: somebody may have routed the Service
 * addresses to this node, and the endpoint's answer must come back by it.
 */
final class ClusterIpMasquerade {

  private ClusterIpMasquerade() {}

  /** Masquerades all, or what is not local; nothing if local traffic can't be told. */
  static Optional<Rule> rule(ServicePortInfo info, RuleSettings settings) {
    RuleBuilder toClusterIp =
        new PortMatch(info).toClusterIp().meaning(info.name().meaning(Role.MARK_FOR_MASQUERADE));
    if (settings.iptables().masquerading().isForAll()) {
      return Optional.of(toClusterIp.jump(FixedChains.MARK_MASQ));
    }
    return LocalMatch.ifNotLocal(settings.detector())
        .map(notLocal -> toClusterIp.match(notLocal).jump(FixedChains.MARK_MASQ));
  }
}
