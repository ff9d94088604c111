package io.kubenet.netfilter.nftables;

import io.kubenet.netfilter.Passage;
import java.util.Optional;

/**
 * An expression, compiled. Values are addresses, numbers as {@code Long}, interface names, and
 * lists of these for concatenations, so that they are equal where packets and sets agree.
 */
interface Source {

  /** The value; nothing where the packet has none, which breaks the rule off. */
  Optional<Object> read(Passage passage);
}
