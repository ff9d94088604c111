package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.NamedSet;
import io.kubenet.ruleset.nftables.Table;
import io.kubenet.ruleset.nftables.TableFamily;
import java.util.Optional;

/** The chains and sets of a table, for rules that name them. */
final class CompiledTable {

  private final Table table;
  private final ImmutableMap<String, CompiledChain> chains;
  private final ImmutableMap<String, CompiledSet> sets;

  CompiledTable(Table table) {
    this.table = table;
    this.chains =
        table.chains().stream()
            .collect(
                ImmutableMap.toImmutableMap(Chain::name, chain -> new CompiledChain(chain, this)));
    this.sets =
        ImmutableMap.copyOf(
            Maps.transformValues(
                Maps.uniqueIndex(table.sets(), NamedSet::name),
                set -> new CompiledSet(name(), set)));
  }

  /** {@code ip kube-proxy}. */
  String name() {
    return table.qualifiedName();
  }

  TableFamily family() {
    return table.family();
  }

  CompiledChain chain(String name) {
    return Optional.ofNullable(chains.get(name)).orElseThrow(() -> missing("chain", name));
  }

  CompiledSet set(String name) {
    return Optional.ofNullable(sets.get(name)).orElseThrow(() -> missing("set", name));
  }

  private IllegalArgumentException missing(String kind, String name) {
    return new IllegalArgumentException(
        "table '" + name() + "' has no " + kind + " '" + name + "'");
  }
}
