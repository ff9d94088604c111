package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;

/** Reads what is between the braces of a table. */
final class TableReader {

  /** Parts that no packet asks, or that are read only where a rule asks them. */
  private static final ImmutableSet<String> KEPT =
      ImmutableSet.of("counter", "quota", "limit", "synproxy", "secmark", "flowtable", "tunnel");

  private static final ImmutableSet<String> KEPT_OF_CONNTRACK =
      ImmutableSet.of("helper", "timeout", "expectation");

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
      case "flags" -> table.flags(flags());
      case "chain" -> chain(table, tokens.text("a chain"));
      case "set", "map" -> setOrVerbatim(table, keyword);
      case "ct" -> keep(table, "ct " + ofConntrack());
      default -> other(table, keyword);
    }
  }

  private List<String> flags() {
    ImmutableList.Builder<String> flags = ImmutableList.builder();
    do {
      flags.add(tokens.word("a flag"));
    } while (tokens.passes(","));
    return flags.build();
  }

  private String ofConntrack() {
    String kind = tokens.word("helper, timeout or expectation");
    if (!KEPT_OF_CONNTRACK.contains(kind)) {
      throw notModelled("ct " + kind);
    }
    return kind;
  }

  private void other(TableDraft table, String keyword) {
    boolean isKept = KEPT.contains(keyword) || rules.strictness() == Strictness.LENIENT;
    if (!isKept) {
      throw notModelled(keyword);
    }
    keep(table, keyword);
  }

  private IllegalArgumentException notModelled(String kind) {
    return tokens.error("no part '" + kind + "' of a table is modelled");
  }

  private void keep(TableDraft table, String kind) {
    String name = tokens.text("a name");
    Verbatim part = new Verbatim(kind, name, tokens.linesOfBlock());
    table.keep(part);
    if (kind.equals("limit")) {
      LimitReader.ofObject(part).ifPresent(limit -> table.addLimit(name, limit));
    }
  }

  /** Reads a chain's block; those of packets that are not modelled are kept as they are. */
  void chain(TableDraft table, String name) {
    if (table.family().isModelled()) {
      chains.read(table, name);
      return;
    }
    if (rules.strictness() == Strictness.STRICT) {
      throw tokens.error("no chain of the family " + table.family().keyword() + " is modelled");
    }
    table.keep(new Verbatim("chain", name, tokens.linesOfBlock()));
  }

  /** Reads the block of a set or map; one that is not modelled is kept as it is. */
  private void setOrVerbatim(TableDraft table, String kind) {
    String name = tokens.text("a set");
    int start = tokens.position();
    try {
      set(table, kind, name);
    } catch (IllegalArgumentException e) {
      if (rules.strictness() == Strictness.STRICT) {
        throw e;
      }
      tokens.returnTo(start);
      table.keep(new Verbatim(kind, name, tokens.linesOfBlock()));
    }
  }

  /** Reads the block of a set or map. */
  void set(TableDraft table, String kind, String name) {
    NamedSet set = new SetReader(tokens).read(name);
    boolean isMap = set.type().kind() != NamedSet.Kind.SET;
    if (isMap != kind.equals("map")) {
      throw tokens.error(kind + " '" + name + "' has " + (isMap ? "a" : "no") + " type of values");
    }
    table.addSet(set);
  }
}
