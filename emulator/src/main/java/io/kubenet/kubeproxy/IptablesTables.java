package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Chain.Policy;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.Table;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts together what iptables-save lists on a node: built-in chains first, the others by name.
 *
 * @param node the node
 * @param ports the rules of the Services' ports
 */
record IptablesTables(ProxiedNode node, Collection<PortRules> ports) {

  IptablesRuleset ruleset() {
    FixedChains fixed = new FixedChains(RuleSettings.of(node));
    return new IptablesRuleset(
        node.family(), ImmutableList.of(mangle(), filter(fixed), nat(fixed)));
  }

  private static Table mangle() {
    List<Chain> builtins =
        builtins(
            ImmutableListMultimap.of(), "PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");
    return table("mangle", builtins, Stream.of(FixedChains.canary()));
  }

  private Table filter(FixedChains fixed) {
    ListMultimap<String, Rule> jumps = JumpRules.filter(node.config().version());
    return table(
        "filter",
        builtins(jumps, "INPUT", "FORWARD", "OUTPUT"),
        Stream.concat(fixed.filter().stream(), dispatchChains("filter")));
  }

  private Table nat(FixedChains fixed) {
    return table(
        "nat",
        builtins(JumpRules.nat(), "PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"),
        Stream.of(
                fixed.nat().stream(),
                dispatchChains("nat"),
                ports.stream().flatMap(port -> port.chains().stream()))
            .flatMap(chains -> chains));
  }

  private Stream<Chain> dispatchChains(String table) {
    return Stream.of(DispatchChain.values())
        .filter(chain -> chain.table().equals(table))
        .filter(chain -> chain != DispatchChain.FILTER_FIREWALL || hasFirewall())
        .map(chain -> Chain.user(chain.chain(), rules(chain)));
  }

  /** KUBE-PROXY-FIREWALL came with 1.25. */
  private boolean hasFirewall() {
    return node.config().version().isAtLeast(25);
  }

  private List<Rule> rules(DispatchChain chain) {
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    ports.forEach(port -> rules.addAll(port.dispatched().get(chain)));
    if (chain == DispatchChain.NAT_SERVICES) {
      rules.addAll(new NodePortJumps(node).write());
    }
    return rules.build();
  }

  private static Table table(String name, List<Chain> builtins, Stream<Chain> chains) {
    return new Table(
        name,
        Stream.concat(builtins.stream(), chains.sorted(Comparator.comparing(Chain::name)))
            .collect(ImmutableList.toImmutableList()));
  }

  private static List<Chain> builtins(ListMultimap<String, Rule> rules, String... names) {
    return Stream.of(names)
        .map(name -> Chain.builtin(name, Policy.ACCEPT, rules.get(name)))
        .collect(ImmutableList.toImmutableList());
  }
}
