package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Expression;
import io.kubenet.ruleset.nftables.Reject;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.Statement;
import java.util.List;
import java.util.Optional;

/** Writes the chains that are there whatever Services there are, beside the base chains. */
final class NftablesFixedChains {

  private final ProxiedNode node;
  private final NftablesWords words;
  private final NftablesMasquerade masquerade;

  NftablesFixedChains(ProxiedNode node, NftablesSettings settings) {
    this.node = node;
    this.words = settings.words();
    this.masquerade = settings.dialect().masquerade();
  }

  /** Whether node ports answer on every address of the node but loopback. */
  boolean takesAllNodePorts() {
    return node.config().nodePorts().matchesAll(node.node(), node.family());
  }

  List<Chain> write() {
    return ImmutableList.<Chain>builder()
        .add(chain(NftablesHooks.NODEPORT_ENDPOINTS_CHECK, checkNodePort()))
        .add(
            chain(
                NftablesHooks.SERVICE_ENDPOINTS_CHECK,
                look(words.destinationAndPort(), NftablesSet.NO_ENDPOINT_SERVICES)))
        .add(
            chain(
                NftablesHooks.FIREWALL_CHECK,
                look(words.destinationAndPort(), NftablesSet.FIREWALL_IPS)))
        .add(services())
        .add(new Chain(NftablesHooks.MASQUERADING, Optional.empty(), "", masquerade.postrouting()))
        .add(chain(NftablesHooks.CLUSTER_IPS_CHECK, refuseOtherPorts()))
        .addAll(masquerade.helpers())
        .add(reject())
        .build();
  }

  private static Chain chain(String name, Rule rule) {
    return new Chain(name, Optional.empty(), "", ImmutableList.of(rule));
  }

  private static Rule look(Expression key, NftablesSet map) {
    return Rule.of(NftablesWords.go(key, map));
  }

  private Rule checkNodePort() {
    Statement look = NftablesWords.go(words.protocolAndPort(), NftablesSet.NO_ENDPOINT_NODEPORTS);
    return takesAllNodePorts()
        ? Rule.of(words.isNoLoopback(), look)
        : Rule.of(toNodePortAddress(), look);
  }

  private Chain services() {
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    masquerade.allClusterIps().ifPresent(rules::add);
    rules.add(look(words.destinationAndPort(), NftablesSet.SERVICE_IPS));
    rules.add(nodePorts());
    return new Chain(NftablesHooks.SERVICES, Optional.empty(), "", rules.build());
  }

  private Rule nodePorts() {
    Statement look = NftablesWords.go(words.protocolAndPort(), NftablesSet.SERVICE_NODEPORTS);
    return takesAllNodePorts()
        ? Rule.of(NftablesWords.isToNode(), words.isNoLoopback(), look)
        : Rule.of(toNodePortAddress(), look);
  }

  private Statement toNodePortAddress() {
    return NftablesWords.isIn(words.destination(), NftablesSet.NODEPORT_IPS);
  }

  /** What is still for a cluster IP after translation is for a port that it does not have. */
  private Rule refuseOtherPorts() {
    return Rule.of(
            NftablesWords.isIn(words.destination(), NftablesSet.CLUSTER_IPS),
            new Reject(Optional.empty()))
        .withComment("Reject traffic to invalid ports of ClusterIPs");
  }

  private static Chain reject() {
    return new Chain(
        NftablesElements.REJECT_CHAIN,
        Optional.empty(),
        "helper for @no-endpoint-services / @no-endpoint-nodeports",
        ImmutableList.of(Rule.of(new Reject(Optional.empty()))));
  }
}
