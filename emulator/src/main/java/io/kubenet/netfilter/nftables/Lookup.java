package io.kubenet.netfilter.nftables;

import io.kubenet.chance.Fraction;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Element;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A look-up in a map.
 *
 * @param key where the key comes from
 * @param map the elements by their keys
 */
record Lookup(Source key, Supplier<ElementIndex> map) {

  /**
   * What a map said.
   *
   * @param element the element of the key
   * @param probability how likely the key was, where it was left to chance
   */
  record Found(Element element, Optional<Fraction> probability) {}

  Optional<Found> find(Passage passage) {
    Optional<Object> datum = key.peek(passage);
    if (passage.likeness().isWatched()) {
      datum.ifPresent(value -> map.get().asked(passage, key, value));
    }
    return datum.flatMap(this::of);
  }

  private Optional<Found> of(Object datum) {
    Optional<Fraction> probability =
        key instanceof NumberSource numbers ? numbers.probabilityOf(datum) : Optional.empty();
    return map.get().find(datum).map(element -> new Found(element, probability));
  }
}
