package io.kubenet.ruleset.iptables;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/** The chains of a table. A changed copy costs what changes: it shares all chains but those. */
public final class Chains {

  private final Original original;

  /** What became of chains since; empty for those that are gone. */
  private final PMap<String, Optional<Chain>> changes;

  private final Supplier<List<Chain>> list;

  /** The chains of a first copy: who only lists them needs none of them by name. */
  private record Original(
      ImmutableList<Chain> chains, Supplier<ImmutableMap<String, Chain>> byName, Order order) {

    static Original of(Iterable<Chain> given, Order order) {
      ImmutableList<Chain> chains = ImmutableList.copyOf(given);
      return new Original(
          chains, Suppliers.memoize(() -> Maps.uniqueIndex(chains, Chain::name)), order);
    }
  }

  /** How chains are listed. */
  private enum Order {
    AS_GIVEN {
      @Override
      <T> List<T> listed(Collection<Chain> chains, Function<Chain, T> view) {
        return chains.stream().map(view).collect(ImmutableList.toImmutableList());
      }
    },
    BY_NAME {
      @Override
      <T> List<T> listed(Collection<Chain> chains, Function<Chain, T> view) {
        return ChainOrder.byName(chains, view);
      }
    };

    abstract <T> List<T> listed(Collection<Chain> chains, Function<Chain, T> view);
  }

  private Chains(Original original, PMap<String, Optional<Chain>> changes) {
    this.original = original;
    this.changes = changes;
    this.list = Suppliers.memoize(() -> original.order().listed(all(), chain -> chain));
  }

  /** Chains that are listed in this order. */
  static Chains inOrder(Iterable<Chain> chains) {
    return new Chains(Original.of(chains, Order.AS_GIVEN), TreePMap.empty());
  }

  /** Chains that are listed in the order of their names, the built-in ones before in this order. */
  static Chains sorted(Iterable<Chain> chains) {
    return new Chains(Original.of(chains, Order.BY_NAME), TreePMap.empty());
  }

  Optional<Chain> get(String name) {
    Optional<Chain> changed = changes.get(name);
    return changed == null ? Optional.ofNullable(original.byName().get().get(name)) : changed;
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
    return new Chains(original, next);
  }

  List<Chain> list() {
    return list.get();
  }

  /** What the listing says of each. */
  List<ChainText> texts() {
    return original.order().listed(all(), ChainText::of);
  }

  private Collection<Chain> all() {
    if (changes.isEmpty()) {
      return original.chains();
    }
    Map<String, Chain> all = new LinkedHashMap<>(original.byName().get());
    changes.forEach(
        (name, chain) ->
            chain.ifPresentOrElse(changed -> all.put(name, changed), () -> all.remove(name)));
    return all.values();
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
