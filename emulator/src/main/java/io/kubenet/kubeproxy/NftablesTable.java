package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NamedSet;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.ruleset.nftables.Table;
import io.kubenet.ruleset.nftables.TableFamily;
import io.kubenet.ruleset.nftables.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts together the table of a node. */
final class NftablesTable {

  private final ProxiedNode node;
  private final NftablesSettings settings;
  private final NftablesFixedChains fixed;
  private final Collection<NftablesPortRules> rules;
  private final NftablesOwnElements own;

  NftablesTable(
      ProxiedNode node, Collection<ProxiedPort> ports, Collection<NftablesPortRules> rules) {
    this.node = node;
    this.settings = NftablesSettings.of(node);
    this.fixed = new NftablesFixedChains(node, settings);
    this.rules = rules;
    this.own = new NftablesOwnElements(node, ports);
  }

  NftablesRuleset ruleset() {
    Table table =
        new Table(
            TableFamily.of(node.family()), "kube-proxy", "rules for kube-proxy", sets(), chains());
    return new NftablesRuleset(ImmutableList.of(table));
  }

  private List<NamedSet> sets() {
    Stream<NftablesSet> shared =
        Stream.concat(
            settings.dialect().masquerade().sets().stream(), NftablesSet.ofAllVersions().stream());
    return Stream.concat(
            shared
                .filter(set -> set != NftablesSet.NODEPORT_IPS || !fixed.takesAllNodePorts())
                .map(set -> set.with(elements(set), settings.words())),
            rules.stream().flatMap(port -> port.affinities().stream()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The elements of a set, each key once: Services can share addresses and endpoints. */
  private List<Element> elements(NftablesSet set) {
    Map<Value, Element> elements = new LinkedHashMap<>();
    Stream.concat(own.of(set), rules.stream().flatMap(port -> port.elements().get(set).stream()))
        .forEach(element -> elements.putIfAbsent(element.key(), element));
    return ImmutableList.copyOf(elements.values());
  }

  private List<Chain> chains() {
    return Stream.of(
            settings.dialect().hooks().chains().stream(),
            fixed.write().stream(),
            rules.stream().flatMap(port -> port.chains().stream()))
        .flatMap(chains -> chains)
        .collect(ImmutableList.toImmutableList());
  }
}
