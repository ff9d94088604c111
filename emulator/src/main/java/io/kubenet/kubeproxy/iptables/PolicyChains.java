package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Writes the chains that balance over the endpoints of a traffic policy.
 *
 * @param port the port
 * @param names the names of its chains
 * @param settings the node's settings
 */
record PolicyChains(ProxiedPort port, ChainNames names, RuleSettings settings) {

  /** The chain of the policy Cluster. */
  Optional<Chain> cluster(BalancingChains balancing) {
    List<Endpoint> endpoints = port.endpoints().cluster();
    boolean isInternal = !port.info().isInternalPolicyLocal();
    return chain(names.cluster(), isInternal ? masquerade() : none(), balancing.choices(endpoints));
  }

  /** The chain of the policy Local. */
  Optional<Chain> local(BalancingChains balancing) {
    List<Endpoint> endpoints = port.endpoints().local();
    boolean isInternal = port.info().isInternalPolicyLocal();
    return chain(names.local(), isInternal ? masquerade() : none(), balancing.choices(endpoints));
  }

  private static Optional<Chain> chain(String name, Optional<Rule> first, List<Rule> choices) {
    if (choices.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Chain.user(
            name,
            ImmutableList.<Rule>builder()
                .addAll(first.stream().iterator())
                .addAll(choices)
                .build()));
  }

  /** Masquerades what comes to the cluster IP from outside the cluster, or from everywhere. */
  private Optional<Rule> masquerade() {
    return ClusterIpMasquerade.rule(port.info(), settings);
  }

  private static Optional<Rule> none() {
    return Optional.empty();
  }
}
