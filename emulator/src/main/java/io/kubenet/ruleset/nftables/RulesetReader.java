package io.kubenet.ruleset.nftables;

/** Reads scripts and listings: tables as blocks, and commands one a line. */
final class RulesetReader {

  private final Tokens tokens;
  private final RulesetDraft draft = new RulesetDraft();
  private final TableReader tables;
  private final CommandReader commands;

  RulesetReader(String text, Strictness strictness) {
    if (text.stripLeading().startsWith("{")) {
      throw new IllegalArgumentException("line 1: this is JSON; list rules without -j");
    }
    this.tokens = new Tokens(text);
    RuleReader rules = new RuleReader(tokens, strictness);
    this.tables = new TableReader(tokens, rules);
    this.commands = new CommandReader(tokens, rules, tables, draft);
  }

  NftablesRuleset read() {
    tokens.skipSeparators();
    while (!tokens.isAtEndOfText()) {
      command();
      if (!tokens.isAtEnd()) {
        throw tokens.error("expected the end of the line, found " + tokens.peek().shown());
      }
      tokens.skipSeparators();
    }
    return draft.finish();
  }

  private void command() {
    int line = tokens.peek().line();
    try {
      if (tokens.isNext("table")) {
        commands.table();
      } else {
        commands.read();
      }
    } catch (IllegalArgumentException e) {
      throw located(e, line);
    }
  }

  private static IllegalArgumentException located(IllegalArgumentException e, int line) {
    return e.getMessage().startsWith("line ")
        ? e
        : new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
  }
}
