package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.ruleset.iptables.Chain;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the rules of a port as syncProxyRules of kube-proxy 1.23 does: whether to masquerade is
 * decided in the port's own chain, by the address that was asked.
 *
 * @param settings the node's settings
 */
record LegacyPortRules(RuleSettings settings) implements PortRulesWriter {

  @Override
  public PortRules write(ProxiedPort port, ClusterSize size) {
    ChainNames names = ChainNames.of(port.info().name());
    LegacyDispatchRules dispatch = new LegacyDispatchRules(port.info(), names, settings);
    return port.hasEndpoints()
        ? new PortRules(dispatch.write(), chains(port, names, size))
        : new PortRules(dispatch.refuse(), emptyChains(port, names));
  }

  private List<Chain> chains(ProxiedPort port, ChainNames names, ClusterSize size) {
    LegacyChains chains = new LegacyChains(port, names, settings);
    EndpointComments comments =
        size == ClusterSize.LARGE ? EndpointComments.NONE : EndpointComments.WITH_PORT;
    List<Endpoint> reachable = port.endpoints().reachable();
    BalancingChains balancing = BalancingChains.of(port.info(), reachable, comments);
    return Stream.of(
            Stream.of(chains.service(balancing)),
            chains.firewall().stream(),
            chains.externalLocal(balancing).stream(),
            reachable.stream().map(balancing::translation))
        .flatMap(some -> some)
        .collect(ImmutableList.toImmutableList());
  }

  private static List<Chain> emptyChains(ProxiedPort port, ChainNames names) {
    return port.info().isExternalPolicyLocal()
        ? ImmutableList.of(Chain.user(names.externalLocal(), ImmutableList.of()))
        : ImmutableList.of();
  }
}
