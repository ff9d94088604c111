package io.kubenet.ruleset.iptables.match;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.kubenet.ruleset.AddressType;

/**
 * Types, one of which an address must have.
 *
 * @param types the types, in the order of their listing
 */
public record AddressTypes(ImmutableSet<AddressType> types) {

  public AddressTypes {
    types = Sets.immutableEnumSet(types);
  }

  public static AddressTypes of(AddressType type) {
    return new AddressTypes(ImmutableSet.of(type));
  }

  /** {@code LOCAL,BROADCAST}. */
  @Override
  public String toString() {
    return types.stream().map(AddressType::name).collect(joining(","));
  }
}
