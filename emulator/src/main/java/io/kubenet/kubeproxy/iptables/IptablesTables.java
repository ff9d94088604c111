package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Iterables;
import com.google.common.collect.ListMultimap;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.kubeproxy.sync.WrittenPorts;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Chain.Policy;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.Table;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What iptables-save lists on a node: built-in chains first, the others by name.
 *
 * @param node the node
 * @param mangle the table mangle
 * @param filter the table filter
 * @param nat the table nat
 */
record IptablesTables(ProxiedNode node, Table mangle, Table filter, Table nat) {

  /**
   * The tables of a node.
   *
   * @param ports the rules of the Services' ports
   */
  static IptablesTables of(ProxiedNode node, Collection<PortRules> ports) {
    FixedChains fixed = new FixedChains(RuleSettings.of(node));
    Iterable<Chain> ofPorts = Iterables.concat(Iterables.transform(ports, PortRules::chains));
    return new IptablesTables(
        node,
        Table.sorted("mangle", Iterables.concat(ofMangle(), List.of(FixedChains.canary()))),
        Table.sorted(
            "filter",
            Iterables.concat(
                ofFilter(node), fixed.filter(), dispatchChains("filter", node, ports))),
        Table.sorted(
            "nat",
            Iterables.concat(ofNat(), fixed.nat(), dispatchChains("nat", node, ports), ofPorts)));
  }

  private static List<Chain> ofMangle() {
    return builtins(
        ImmutableListMultimap.of(), "PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");
  }

  private static List<Chain> ofFilter(ProxiedNode node) {
    return builtins(JumpRules.filter(node.config().version()), "INPUT", "FORWARD", "OUTPUT");
  }

  private static List<Chain> ofNat() {
    return builtins(JumpRules.nat(), "PREROUTING", "INPUT", "OUTPUT", "POSTROUTING");
  }

  private static List<Chain> builtins(ListMultimap<String, Rule> rules, String... names) {
    return Stream.of(names)
        .map(name -> Chain.builtin(name, Policy.ACCEPT, rules.get(name)))
        .collect(ImmutableList.toImmutableList());
  }

  IptablesRuleset ruleset() {
    return new IptablesRuleset(family(), ImmutableList.of(mangle, filter, nat));
  }

  private IpFamily family() {
    return node.family();
  }

  /** The tables of a node with equal settings after a change; they share what is as before. */
  IptablesTables changed(ProxiedNode other, WrittenPorts.Change<PortRules> change) {
    return new IptablesTables(
        other,
        mangle,
        filter.changed(ImmutableList.of(), redispatched("filter", other, change)),
        nat.changed(
            chains(change.gone()),
            ImmutableList.<Chain>builder()
                .addAll(chains(change.come()))
                .addAll(redispatched("nat", other, change))
                .build()));
  }

  private static List<Chain> chains(List<PortRules> ports) {
    return ports.stream()
        .flatMap(port -> port.chains().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** The shared chains that are others after a change. */
  private List<Chain> redispatched(
      String table, ProxiedNode other, WrittenPorts.Change<PortRules> change) {
    return dispatchChains(table, other)
        .filter(chain -> isChanged(chain, other, change))
        .map(chain -> chain(chain, other, change.ports().rules()))
        .collect(ImmutableList.toImmutableList());
  }

  private boolean isChanged(
      DispatchChain chain, ProxiedNode other, WrittenPorts.Change<PortRules> change) {
    boolean endsOtherwise = chain == DispatchChain.NAT_SERVICES && !other.equals(node);
    return endsOtherwise
        || !dispatched(chain, change.gone()).equals(dispatched(chain, change.come()));
  }

  private static List<Chain> dispatchChains(
      String table, ProxiedNode node, Collection<PortRules> ports) {
    return dispatchChains(table, node)
        .map(chain -> chain(chain, node, ports))
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<DispatchChain> dispatchChains(String table, ProxiedNode node) {
    return Stream.of(DispatchChain.values())
        .filter(chain -> chain.table().equals(table))
        .filter(
            chain ->
                chain != DispatchChain.FILTER_FIREWALL
                    || KubeProxyFeature.PROXY_FIREWALL_CHAIN.isIn(node.config().version()));
  }

  private static Chain chain(DispatchChain chain, ProxiedNode node, Collection<PortRules> ports) {
    List<Rule> last =
        chain == DispatchChain.NAT_SERVICES ? new NodePortJumps(node).write() : ImmutableList.of();
    return Chain.user(
        chain.chain(),
        ImmutableList.<Rule>builder().addAll(dispatched(chain, ports)).addAll(last).build());
  }

  private static List<Rule> dispatched(DispatchChain chain, Collection<PortRules> ports) {
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    ports.forEach(port -> rules.addAll(port.dispatched().get(chain)));
    return rules.build();
  }
}
