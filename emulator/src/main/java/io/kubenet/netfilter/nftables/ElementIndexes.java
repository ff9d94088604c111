package io.kubenet.netfilter.nftables;

import com.google.common.base.Suppliers;
import com.google.common.collect.MapMaker;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NamedSet;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The elements of sets by their keys, as long as anybody has the sets: tables that share a set
 * share its index.
 */
public final class ElementIndexes {

  /** Keys are compared by identity. */
  private final ConcurrentMap<NamedSet, Supplier<ElementIndex>> indexes =
      new MapMaker().weakKeys().makeMap();

  /** The index of a set, made when it is first asked. */
  Supplier<ElementIndex> of(NamedSet set) {
    return indexes.computeIfAbsent(set, ElementIndexes::index);
  }

  /** It must not hold the set itself, which then nobody could forget. */
  private static Supplier<ElementIndex> index(NamedSet set) {
    List<Element> elements = set.elements();
    return Suppliers.memoize(() -> ElementIndex.of(elements));
  }
}
