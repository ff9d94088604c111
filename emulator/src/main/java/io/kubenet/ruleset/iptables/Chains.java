package io.kubenet.ruleset.iptables;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Ordering;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/** The chains of a table. A changed copy costs what changes: it shares all chains but those. */
public final class Chains {

  private static final Comparator<Object> AS_GIVEN = Ordering.allEqual();

  private static final Comparator<Chain> BY_NAME =
      Comparator.comparing(chain -> chain.isBuiltin() ? "" : chain.name());

  private final ImmutableMap<String, Chain> original;

  /** What became of chains since; empty for those that are gone. */
  private final PMap<String, Optional<Chain>> changes;

  private final Comparator<? super Chain> order;
  private final Supplier<List<Chain>> list;

  private Chains(
      ImmutableMap<String, Chain> original,
      PMap<String, Optional<Chain>> changes,
      Comparator<? super Chain> order) {
    this.original = original;
    this.changes = changes;
    this.order = order;
    this.list = Suppliers.memoize(this::listed);
  }

  /** Chains that are listed in this order. */
  static Chains inOrder(Iterable<Chain> chains) {
    return new Chains(byName(chains), TreePMap.empty(), AS_GIVEN);
  }

  /** Chains that are listed in the order of their names, the built-in ones before in this order. */
  static Chains sorted(Iterable<Chain> chains) {
    return new Chains(byName(chains), TreePMap.empty(), BY_NAME);
  }

  private static ImmutableMap<String, Chain> byName(Iterable<Chain> chains) {
    return Maps.uniqueIndex(chains, Chain::name);
  }

  Optional<Chain> get(String name) {
    Optional<Chain> changed = changes.get(name);
    return changed == null ? Optional.ofNullable(original.get(name)) : changed;
  }

  /** These chains without some, and then with others. */
  Chains changed(Collection<Chain> gone, Collection<Chain> come) {
    PMap<String, Optional<Chain>> next = changes;
    for (Chain chain : gone) {
      next = next.plus(chain.name(), Optional.empty());
    }
    for (Chain chain : come) {
      next = next.plus(chain.name(), Optional.of(chain));
    }
    return new Chains(original, next, order);
  }

  List<Chain> list() {
    return list.get();
  }

  private List<Chain> listed() {
    Map<String, Chain> all = new LinkedHashMap<>(original);
    changes.forEach(
        (name, chain) ->
            chain.ifPresentOrElse(changed -> all.put(name, changed), () -> all.remove(name)));
    return all.values().stream().sorted(order).collect(ImmutableList.toImmutableList());
  }

  @Override
  public boolean equals(Object other) {
    return other == this || (other instanceof Chains chains && list().equals(chains.list()));
  }

  @Override
  public int hashCode() {
    return list().hashCode();
  }

  @Override
  public String toString() {
    return list().toString();
  }
}
