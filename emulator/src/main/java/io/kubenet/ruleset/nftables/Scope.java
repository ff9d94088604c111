package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;

/**
 * What a rule may refer to while it is read.
 *
 * @param family the family of its table
 * @param types the types of the sets and maps that its table has so far
 */
record Scope(TableFamily family, Map<String, NamedSet.Type> types) {

  /** What a map of the table says; nothing if it is none, or is not known. */
  List<DataType> dataTypes(String map) {
    NamedSet.Type type = types.get(map);
    return type == null ? ImmutableList.of() : type.data();
  }
}
