package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Expression;
import io.kubenet.ruleset.nftables.Reject;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.Statement;
import java.util.List;
import java.util.Optional;

/** Writes the chains that are there whatever Services there are, beside the base chains. */
final class FixedChains {

  private final ProxiedNode node;
  private final Words words;
  private final Masquerade masquerade;

  FixedChains(ProxiedNode node, RuleSettings settings) {
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
        .add(
            chain(
                Hooks.NODEPORT_ENDPOINTS_CHECK,
                checkNodePort().withMeaning(Meaning.of(Role.ENDPOINT_CHECK))))
        .add(
            chain(
                Hooks.SERVICE_ENDPOINTS_CHECK,
                look(words.destinationAndPort(), SharedSet.NO_ENDPOINT_SERVICES)
                    .withMeaning(Meaning.of(Role.ENDPOINT_CHECK))))
        .add(
            chain(
                Hooks.FIREWALL_CHECK,
                look(words.destinationAndPort(), SharedSet.FIREWALL_IPS)
                    .withMeaning(Meaning.of(Role.SOURCE_RANGE_CHECK))))
        .add(services())
        .add(new Chain(Hooks.MASQUERADING, Optional.empty(), "", masquerade.postrouting()))
        .add(chain(Hooks.CLUSTER_IPS_CHECK, refuseOtherPorts()))
        .addAll(masquerade.helpers())
        .add(reject())
        .build();
  }

  private static Chain chain(String name, Rule rule) {
    return new Chain(name, Optional.empty(), "", ImmutableList.of(rule));
  }

  private static Rule look(Expression key, SharedSet map) {
    return Rule.of(Words.go(key, map));
  }

  private Rule checkNodePort() {
    Statement look = Words.go(words.protocolAndPort(), SharedSet.NO_ENDPOINT_NODEPORTS);
    return takesAllNodePorts()
        ? Rule.of(words.isNoLoopback(), look)
        : Rule.of(toNodePortAddress(), look);
  }

  private Chain services() {
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    masquerade.allClusterIps().ifPresent(rules::add);
    rules.add(
        look(words.destinationAndPort(), SharedSet.SERVICE_IPS)
            .withMeaning(Meaning.of(Role.SERVICE_ADDRESS)));
    rules.add(nodePorts().withMeaning(Meaning.of(Role.NODE_PORTS)));
    return new Chain(Hooks.SERVICES, Optional.empty(), "", rules.build());
  }

  private Rule nodePorts() {
    Statement look = Words.go(words.protocolAndPort(), SharedSet.SERVICE_NODEPORTS);
    return takesAllNodePorts()
        ? Rule.of(Words.isToNode(), words.isNoLoopback(), look)
        : Rule.of(toNodePortAddress(), look);
  }

  private Statement toNodePortAddress() {
    return Words.isIn(words.destination(), SharedSet.NODEPORT_IPS);
  }

  /** What is still for a cluster IP after translation is for a port that it does not have. */
  private Rule refuseOtherPorts() {
    return Rule.of(
            Words.isIn(words.destination(), SharedSet.CLUSTER_IPS), new Reject(Optional.empty()))
        .withComment("Reject traffic to invalid ports of ClusterIPs")
        .withMeaning(Meaning.of(Role.NO_SUCH_PORT));
  }

  private static Chain reject() {
    return new Chain(
        PortElements.REJECT_CHAIN,
        Optional.empty(),
        "helper for @no-endpoint-services / @no-endpoint-nodeports",
        ImmutableList.of(
            Rule.of(new Reject(Optional.empty())).withMeaning(Meaning.of(Role.NO_ENDPOINTS))));
  }
}
