package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A ruleset while a script makes it. */
final class RulesetDraft {

  private final Map<String, TableDraft> tables = new LinkedHashMap<>();

  NftablesRuleset finish() {
    ImmutableList<Table> finished =
        tables.values().stream().map(TableDraft::finish).collect(ImmutableList.toImmutableList());
    finished.forEach(table -> new JumpCheck(table).check());
    return new NftablesRuleset(finished);
  }

  TableDraft addTable(TableFamily family, String name) {
    return tables.computeIfAbsent(key(family, name), any -> new TableDraft(family, name));
  }

  TableDraft table(TableFamily family, String name) {
    TableDraft table = tables.get(key(family, name));
    if (table == null) {
      throw new IllegalArgumentException(
          "no table '" + key(family, name) + "'; tables: " + String.join(", ", tables.keySet()));
    }
    return table;
  }

  void removeTable(TableFamily family, String name) {
    table(family, name);
    tables.remove(key(family, name));
  }

  void clear() {
    tables.clear();
  }

  private static String key(TableFamily family, String name) {
    return family.keyword() + " " + name;
  }
}
