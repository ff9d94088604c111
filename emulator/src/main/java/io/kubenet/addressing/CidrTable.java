package io.kubenet.addressing;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values by blocks of addresses: the longest prefix that holds an address wins. */
final class CidrTable<T> {

  /** By family and length, the longest first: a look-up costs as many hashes as lengths occur. */
  private final Map<Length, Map<Cidr, T>> blocks =
      new TreeMap<>(Comparator.comparing(Length::family).thenComparing(l -> -l.bits()));

  private record Length(IpFamily family, int bits) {}

  /** Adds a block; the first value of a block stays. */
  void add(Cidr block, T value) {
    blocks
        .computeIfAbsent(
            new Length(block.family(), block.prefixLength()), length -> new LinkedHashMap<>())
        .putIfAbsent(block, value);
  }

  /** The block that holds an address, and its value. */
  Optional<Map.Entry<Cidr, T>> find(IpAddress address) {
    for (Map.Entry<Length, Map<Cidr, T>> ofLength : blocks.entrySet()) {
      if (ofLength.getKey().family() != address.family()) {
        continue;
      }
      Cidr block = new Cidr(address, ofLength.getKey().bits());
      T value = ofLength.getValue().get(block);
      if (value != null) {
        return Optional.of(Map.entry(block, value));
      }
    }
    return Optional.empty();
  }
}
