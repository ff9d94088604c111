package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule may refer to while it is read.
 *
 * @param family the family of its table
 * @param types the types of the sets and maps that its table has so far
 * @param verbatim the parts of its table that are kept as they were listed
 * @param limits the limits of its table that have names
 */
record Scope(
    TableFamily family,
    Map<String, NamedSet.Type> types,
    List<Verbatim> verbatim,
    Map<String, Limit> limits) {

  /** Where there is nothing to refer to. */
  static final Scope NONE =
      new Scope(TableFamily.INET, ImmutableMap.of(), ImmutableList.of(), ImmutableMap.of());

  /** What a map of the table says; nothing if it is none, or is not known. */
  List<DataType> dataTypes(String map) {
    NamedSet.Type type = types.get(map);
    return type == null ? ImmutableList.of() : type.data();
  }

  /** Whether a set is one that is not modelled. */
  boolean isUnmodelled(String set) {
    return verbatim.stream()
        .anyMatch(part -> part.kind().matches("set|map|meter") && part.name().equals(set));
  }

  Optional<Limit> limit(String name) {
    return Optional.ofNullable(limits.get(name));
  }
}
