package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/** Reads rules. */
final class RuleReader {

  /** Words that can't but begin a statement. */
  static final ImmutableSet<String> BEGINNINGS =
      ImmutableSet.of(
          "accept",
          "drop",
          "return",
          "jump",
          "goto",
          "reject",
          "masquerade",
          "dnat",
          "snat",
          "tproxy",
          "synproxy",
          "queue",
          "fwd",
          "dup",
          "notrack",
          "limit",
          "quota",
          "xt",
          "counter",
          "log",
          "comment");

  private final Tokens tokens;
  private final Strictness strictness;

  RuleReader(Tokens tokens, Strictness strictness) {
    this.tokens = tokens;
    this.strictness = strictness;
  }

  Strictness strictness() {
    return strictness;
  }

  /** Reads a rule up to the end of its line. */
  Rule read(Scope scope) {
    StatementReader statements = new StatementReader(tokens, scope);
    ImmutableList.Builder<Statement> read = ImmutableList.builder();
    String comment = "";
    while (!tokens.isAtEnd()) {
      if (tokens.passes("comment")) {
        comment = tokens.text("a comment");
      } else {
        read.add(statement(statements));
      }
    }
    return new Rule(read.build(), comment);
  }

  private Statement statement(StatementReader statements) {
    int start = tokens.position();
    try {
      Statement statement = statements.read();
      if (!tokens.isAtEnd() && !Conditions.canBegin(tokens.peek().text())) {
        throw tokens.error("no statement " + tokens.peek().shown() + " is modelled");
      }
      return statement;
    } catch (IllegalArgumentException e) {
      if (strictness == Strictness.STRICT) {
        throw e;
      }
      tokens.returnTo(start);
      return new Statement.Unmodelled(tokens.upTo(BEGINNINGS));
    }
  }
}
