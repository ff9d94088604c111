package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.ruleset.iptables.Chain;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the rules of a port as syncProxyRules of kube-proxy 1.31 to 1.36 does.
 *
 * @param settings the node's settings
 */
record CurrentPortRules(RuleSettings settings) implements PortRulesWriter {

  @Override
  public PortRules write(ProxiedPort port, ClusterSize size) {
    ChainNames names = ChainNames.of(port.info().name());
    return new PortRules(
        new DispatchRules(port, names, settings).write(), chains(port, names, comments(size)));
  }

  private static EndpointComments comments(ClusterSize size) {
    return size == ClusterSize.LARGE ? EndpointComments.NONE : EndpointComments.WITH_ENDPOINT;
  }

  private List<Chain> chains(ProxiedPort port, ChainNames names, EndpointComments comments) {
    ExternalChains external = new ExternalChains(port, names, settings);
    PolicyChains policies = new PolicyChains(port, names, settings);
    List<Endpoint> reachable = port.endpoints().reachable();
    BalancingChains balancing = BalancingChains.of(port.info(), reachable, comments);
    return Stream.of(
            Stream.of(
                    external.external(),
                    external.firewall(),
                    policies.cluster(balancing),
                    policies.local(balancing))
                .flatMap(Optional::stream),
            reachable.stream().map(balancing::translation))
        .flatMap(chains -> chains)
        .collect(ImmutableList.toImmutableList());
  }
}
