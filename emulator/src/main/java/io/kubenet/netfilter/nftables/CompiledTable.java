package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.MapMaker;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NamedSet;
import io.kubenet.ruleset.nftables.Table;
import io.kubenet.ruleset.nftables.TableFamily;
import java.util.List;
import java.util.concurrent.ConcurrentMap;

/**
 * The chains and sets of a table, for rules that name them; each is compiled when the first rule
 * names it.
 */
final class CompiledTable {

  private final Table table;
  private final ElementIndexes indexes;
  private final ConcurrentMap<String, CompiledChain> chains = new MapMaker().makeMap();
  private final ConcurrentMap<String, CompiledSet> sets = new MapMaker().makeMap();

  CompiledTable(Table table, ElementIndexes indexes) {
    this.table = table;
    this.indexes = indexes;
  }

  /** {@code ip kube-proxy}. */
  String name() {
    return table.qualifiedName();
  }

  TableFamily family() {
    return table.family();
  }

  CompiledChain chain(String name) {
    return chains.computeIfAbsent(name, this::compiledChain);
  }

  private CompiledChain compiledChain(String name) {
    return table
        .allChains()
        .get(name)
        .map(chain -> new CompiledChain(chain, this))
        .orElseThrow(() -> missing("chain", name));
  }

  CompiledSet set(String name) {
    return sets.computeIfAbsent(name, this::compiledSet);
  }

  private CompiledSet compiledSet(String name) {
    return table
        .allSets()
        .get(name)
        .map(set -> new CompiledSet(name(), set, indexes.of(set)))
        .orElseThrow(() -> missing("set", name));
  }

  /** The elements that a set was listed with; none of a set that it lacks. */
  List<Element> elements(String set) {
    return table.allSets().get(set).map(NamedSet::elements).orElse(ImmutableList.of());
  }

  /** Whether it still has the rule. */
  boolean has(RuleKey key) {
    return key.table().equals(name())
        && table.allChains().get(key.chain()).stream()
            .flatMap(chain -> chain.rules().stream())
            .anyMatch(rule -> rule.text().equals(key.rule()));
  }

  boolean has(SetKey key) {
    return key.table().equals(name())
        && (table.allSets().get(key.set()).isPresent() || hasObject(key.set()));
  }

  private boolean hasObject(String kindAndName) {
    return table.others().parts().stream()
        .anyMatch(part -> kindAndName.equals(part.kind() + " " + part.name()));
  }

  private IllegalArgumentException missing(String kind, String name) {
    return new IllegalArgumentException(
        "table '" + name() + "' has no " + kind + " '" + name + "'");
  }
}
