package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableSet;

/** Reads what is between the braces of a table. */
final class TableReader {

  private final Tokens tokens;
  private final RuleReader rules;
  private final ChainReader chains;

  TableReader(Tokens tokens, RuleReader rules) {
    this.tokens = tokens;
    this.rules = rules;
    this.chains = new ChainReader(tokens, rules);
  }

  /** Reads a table's block into the draft. */
  void read(TableDraft table) {
    tokens.block(() -> item(table));
  }

  private void item(TableDraft table) {
    String keyword = tokens.word("a part of a table");
    switch (keyword) {
      case "comment" -> table.comment(tokens.text("a comment"));
      case "chain" -> chain(table, tokens.text("a chain"));
      case "set", "map" -> set(table, tokens.text("a set"));
      default -> unmodelled(keyword);
    }
  }

  /** Passes over an object that is not modelled; rules that use it are not either. */
  private void unmodelled(String keyword) {
    if (rules.strictness() == Strictness.STRICT) {
      throw tokens.error("no part '" + keyword + "' of a table is modelled");
    }
    tokens.upTo(ImmutableSet.of());
  }

  /** Reads a chain's block. */
  void chain(TableDraft table, String name) {
    chains.read(table, name);
  }

  /** Reads the block of a set or map. */
  void set(TableDraft table, String name) {
    table.addSet(new SetReader(tokens).read(name));
  }
}
