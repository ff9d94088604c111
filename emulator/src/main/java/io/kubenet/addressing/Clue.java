package io.kubenet.addressing;

import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestException;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Optional;

/**
 * An address or a block in a manifest that tells which block it comes from.
 *
 * @param held the block; an address is one of its own
 * @param field where it stands
 */
record Clue(Cidr held, LocatedTree field) {

  /** The address or block that a field holds; empty where it holds none, which others refuse. */
  static Optional<Clue> in(LocatedTree field) {
    String text = field.node().asText();
    if (IpAddress.isAddress(text)) {
      return Optional.of(new Clue(Cidr.host(IpAddress.of(text)), field));
    }
    try {
      return text.contains("/") ? Optional.of(new Clue(Cidr.of(text), field)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  IpFamily family() {
    return held.family();
  }

  ManifestException outside(Cidr block, BlockUse use) {
    return field.error("'%s' is not in the %s of the cluster, %s".formatted(this, use, block));
  }

  /** An address without its length, which says nothing. */
  @Override
  public String toString() {
    return held.isHost() ? held.address().toString() : held.toString();
  }
}
