package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableSortedSet;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NamedSet;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.SetReference;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Statement.Membership;
import io.kubenet.ruleset.nftables.Table;
import io.kubenet.ruleset.nftables.Value;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A table without what has no order: its chains and sets, and the elements of these. */
final class ListedTable {

  private ListedTable() {}

  /** The chains and sets of the only table of a ruleset, by kind and name. */
  static SortedMap<String, Object> of(NftablesRuleset ruleset) {
    Table table = ruleset.tables().get(0);
    SortedMap<String, Object> objects = new TreeMap<>();
    objects.put("table " + table.qualifiedName(), table.comment());
    for (NamedSet set : table.sets()) {
      objects.put("set " + set.name(), sorted(set));
    }
    for (Chain chain : table.chains()) {
      objects.put("chain " + chain.name(), sorted(chain));
    }
    return objects;
  }

  private static NamedSet sorted(NamedSet set) {
    return set.withElements(sorted(set.elements()));
  }

  private static Chain sorted(Chain chain) {
    List<Rule> rules = chain.rules().stream().map(ListedTable::sorted).toList();
    return new Chain(chain.name(), chain.base(), chain.comment(), rules);
  }

  private static Rule sorted(Rule rule) {
    return new Rule(rule.statements().stream().map(ListedTable::sorted).toList(), rule.comment());
  }

  private static Statement sorted(Statement statement) {
    return statement instanceof Membership membership
            && membership.set() instanceof SetReference.Anonymous set
        ? new Membership(
            membership.key(),
            membership.isNegated(),
            new SetReference.Anonymous(sorted(merged(set.elements()))))
        : statement;
  }

  /** The kernel keeps no block that lies in another one. */
  private static List<Element> merged(List<Element> elements) {
    List<Element> distinct = elements.stream().distinct().toList();
    return distinct.stream()
        .filter(element -> distinct.stream().noneMatch(other -> holds(other, element)))
        .toList();
  }

  private static boolean holds(Element outer, Element inner) {
    return !outer.equals(inner)
        && outer.key() instanceof Value.Block block
        && (inner.key() instanceof Value.Address address
            ? block.cidr().contains(address.address())
            : inner.key() instanceof Value.Block other && block.cidr().contains(other.cidr()));
  }

  private static List<Element> sorted(List<Element> elements) {
    return ImmutableSortedSet.copyOf(Comparator.comparing(Element::toString), elements).asList();
  }
}
