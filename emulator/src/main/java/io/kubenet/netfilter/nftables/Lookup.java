package io.kubenet.netfilter.nftables;

import io.kubenet.chance.Fraction;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Element;
import java.util.Optional;
import java.util.function.Function;

/**
 * A look-up in a map.
 *
 * @param key where the key comes from
 * @param map the element of a key
 */
record Lookup(Source key, Function<Object, Optional<Element>> map) {

  /**
   * What a map said.
   *
   * @param element the element of the key
   * @param probability how likely the key was, where it was left to chance
   */
  record Found(Element element, Optional<Fraction> probability) {}

  Optional<Found> find(Passage passage) {
    return key.read(passage).flatMap(this::of);
  }

  private Optional<Found> of(Object datum) {
    Optional<Fraction> probability =
        key instanceof NumberSource numbers ? numbers.probabilityOf(datum) : Optional.empty();
    return map.apply(datum).map(element -> new Found(element, probability));
  }
}
