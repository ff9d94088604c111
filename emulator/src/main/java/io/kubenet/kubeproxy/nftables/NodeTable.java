package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.kubeproxy.sync.WrittenPorts;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NamedSet;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.ruleset.nftables.Parts;
import io.kubenet.ruleset.nftables.Table;
import io.kubenet.ruleset.nftables.TableFamily;
import io.kubenet.ruleset.nftables.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table of a node. A changed copy shares the sets and chains that are as they were.
 *
 * @param written what it is made of
 * @param shared the sets that all Services share
 * @param parts the sets and chains of ports
 */
record NodeTable(
    WrittenPorts<PortRules> written, Map<SharedSet, NamedSet> shared, PortParts parts) {

  /** The table of a node. */
  static NodeTable of(WrittenPorts<PortRules> written) {
    List<PortRules> rules = written.rules();
    return new NodeTable(
        written,
        Maps.toMap(sharedSets(written.node()), set -> set(set, written.node(), rules)),
        PortParts.NONE.with(rules));
  }

  /** The table of the same node after a change. */
  NodeTable changed(WrittenPorts.Change<PortRules> change) {
    WrittenPorts<PortRules> now = change.ports();
    if (!now.node().equals(written.node())) {
      return of(now);
    }
    return new NodeTable(
        now,
        ImmutableMap.copyOf(
            Maps.transformEntries(
                shared,
                (set, before) ->
                    isChanged(set, change) ? set(set, now.node(), now.rules()) : before)),
        parts.without(change.gone()).with(change.come()));
  }

  private static boolean isChanged(SharedSet set, WrittenPorts.Change<PortRules> change) {
    ProxiedNode node = change.ports().node();
    return !elements(set, node, change.gone()).equals(elements(set, node, change.come()));
  }

  private static List<SharedSet> sharedSets(ProxiedNode node) {
    RuleSettings settings = RuleSettings.of(node);
    boolean takesAll = new FixedChains(node, settings).takesAllNodePorts();
    return Stream.concat(
            settings.dialect().masquerade().sets().stream(), SharedSet.ofAllVersions().stream())
        .filter(set -> set != SharedSet.NODEPORT_IPS || !takesAll)
        .collect(ImmutableList.toImmutableList());
  }

  private static NamedSet set(SharedSet set, ProxiedNode node, Collection<PortRules> rules) {
    return set.with(elements(set, node, rules), RuleSettings.of(node).words());
  }

  /** The elements of a set, each key once: Services can share addresses and endpoints. */
  private static List<Element> elements(
      SharedSet set, ProxiedNode node, Collection<PortRules> rules) {
    Map<Value, Element> elements = new LinkedHashMap<>();
    new OwnElements(node)
        .of(set, rules)
        .forEach(element -> elements.putIfAbsent(element.key(), element));
    for (PortRules port : rules) {
      for (Element element : port.elements().get(set)) {
        elements.putIfAbsent(element.key(), element);
      }
    }
    return ImmutableList.copyOf(elements.values());
  }

  NftablesRuleset ruleset() {
    ProxiedNode node = written.node();
    Table table =
        new Table(
            TableFamily.of(node.family()), "kube-proxy", "rules for kube-proxy", sets(), chains());
    return new NftablesRuleset(ImmutableList.of(table));
  }

  private Parts<NamedSet> sets() {
    return Parts.of(
        Maps.uniqueIndex(shared.values(), NamedSet::name),
        parts.affinities(),
        () -> listed(PortRules::affinities));
  }

  private Parts<Chain> chains() {
    RuleSettings settings = RuleSettings.of(written.node());
    List<Chain> fixed =
        ImmutableList.<Chain>builder()
            .addAll(settings.dialect().hooks().chains())
            .addAll(new FixedChains(written.node(), settings).write())
            .build();
    return Parts.of(
        Maps.uniqueIndex(fixed, Chain::name), parts.chains(), () -> listed(PortRules::chains));
  }

  private <T> List<T> listed(Function<PortRules, List<T>> part) {
    return written.rules().stream()
        .flatMap(rules -> part.apply(rules).stream())
        .collect(ImmutableList.toImmutableList());
  }
}
