package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.Passage;
import java.util.List;
import java.util.Optional;

/**
 * An expression, compiled. Values are addresses, numbers as {@code Long}, interface names, and
 * lists of these for concatenations, so that they are equal where packets and sets agree.
 */
interface Source {

  /** The value; nothing where the packet has none, which breaks the rule off. */
  Optional<Object> read(Passage passage);

  /** The value for who says himself what of other values would be answered alike. */
  default Optional<Object> peek(Passage passage) {
    return read(passage);
  }

  /** Whether a value that was peeked at is among some was asked. */
  default void askedWhether(Passage passage, Object datum, Some some) {}

  /** The sources of a concatenation, else this one. */
  default List<Source> parts() {
    return ImmutableList.of(this);
  }

  /** The one field that this is made of; empty where it asks more. */
  default Optional<FieldSource> onlyField() {
    return Optional.empty();
  }

  /** What this is where its one field has a value; empty where it asks more than that field. */
  default Optional<Object> ofField(Object datum) {
    return Optional.empty();
  }
}
