package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Reads commands: {@code add}, {@code insert}, {@code flush}, {@code delete} and so on. */
final class CommandReader {

  private final Tokens tokens;
  private final RuleReader rules;
  private final TableReader tables;
  private final RulesetDraft draft;

  CommandReader(Tokens tokens, RuleReader rules, TableReader tables, RulesetDraft draft) {
    this.tokens = tokens;
    this.rules = rules;
    this.tables = tables;
    this.draft = draft;
  }

  /** Reads {@code table FAMILY NAME}, with a block or without. */
  void table() {
    tokens.expect("table");
    TableDraft table = draft.addTable(family(), tokens.word("a table"));
    if (tokens.isNext("{")) {
      tables.read(table);
    }
  }

  void read() {
    String verb = tokens.word("a command");
    switch (verb) {
      case "add", "create" -> add();
      case "insert" -> insert();
      case "flush" -> flush();
      case "delete", "destroy" -> delete();
      default -> throw tokens.error("no command '" + verb + "' is modelled");
    }
  }

  private void add() {
    if (tokens.isNext("table")) {
      table();
      return;
    }
    String kind = kind();
    TableDraft table = namedTable();
    String name = tokens.word("a name");
    switch (kind) {
      case "chain" -> addChain(table, name);
      case "set", "map" -> tables.set(table, kind, name);
      case "rule" -> table.addRule(name, rules.read(table.scope()));
      case "element" -> table.addElements(name, elements(table.set(name).type()));
      default -> throw notModelled(kind);
    }
  }

  private void addChain(TableDraft table, String name) {
    table.addChain(name);
    if (tokens.isNext("{")) {
      tables.chain(table, name);
    }
  }

  private void insert() {
    tokens.expect("rule");
    TableDraft table = namedTable();
    String chain = tokens.word("a chain");
    table.insertRule(chain, rules.read(table.scope()));
  }

  private void flush() {
    if (tokens.passes("ruleset")) {
      draft.clear();
      return;
    }
    String kind = kind();
    TableDraft table = namedTable();
    switch (kind) {
      case "table" -> table.flushChains();
      case "chain" -> table.flushChain(tokens.word("a chain"));
      case "set", "map" -> flushSet(table, tokens.word("a set"));
      default -> throw notModelled(kind);
    }
  }

  private static void flushSet(TableDraft table, String name) {
    table.removeElements(name, table.set(name).elements());
  }

  private void delete() {
    String kind = kind();
    if (kind.equals("table")) {
      draft.removeTable(family(), tokens.word("a table"));
      return;
    }
    TableDraft table = namedTable();
    String name = tokens.word("a name");
    switch (kind) {
      case "chain" -> table.removeChain(name);
      case "set", "map" -> table.removeSet(name);
      case "element" -> table.removeElements(name, keys(table.set(name).type()));
      default -> throw notModelled(kind);
    }
  }

  private String kind() {
    return tokens.word("table, chain, rule, set, map or element");
  }

  private List<Element> elements(NamedSet.Type type) {
    return new ElementReader(tokens, new ValueReader(tokens)).of(type);
  }

  /** The keys alone: of a map, what it says of them need not be repeated. */
  private ImmutableList<Element> keys(NamedSet.Type type) {
    return new ElementReader(tokens, new ValueReader(tokens)).set(type.keys());
  }

  private TableDraft namedTable() {
    return draft.table(family(), tokens.word("a table"));
  }

  /** A table family; ip where none is said. */
  private TableFamily family() {
    TableFamily family = TableFamily.of(tokens.peek().text()).orElse(TableFamily.IP);
    if (tokens.isNext(family.keyword())) {
      tokens.next();
    }
    return family;
  }

  private IllegalArgumentException notModelled(String kind) {
    return tokens.error("no command about '" + kind + "' is modelled");
  }
}
