package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.meaning.Meaning;
import java.util.List;

/**
 * A rule: statements, obeyed one after the other until one does not match.
 *
 * @param statements its statements
 * @param comment its comment, or an empty text
 * @param meaning what it is for; no part of the rule as it is listed and obeyed
 */
public record Rule(List<Statement> statements, String comment, Meaning meaning)
    implements Printable {

  public Rule {
    statements = ImmutableList.copyOf(statements);
  }

  public static Rule of(Statement... statements) {
    return new Rule(ImmutableList.copyOf(statements), "");
  }

  /** A rule of which nobody says what it is for. */
  public Rule(List<Statement> statements, String comment) {
    this(statements, comment, Meaning.UNKNOWN);
  }

  public Rule withComment(String text) {
    return new Rule(statements, text, meaning);
  }

  /** The same rule, meant for something. */
  public Rule withMeaning(Meaning other) {
    return new Rule(statements, comment, other);
  }

  /** Whether both do the same, whatever is meant by them. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Rule rule
        && statements.equals(rule.statements)
        && comment.equals(rule.comment);
  }

  @Override
  public int hashCode() {
    return 31 * statements.hashCode() + comment.hashCode();
  }

  /** The whole rule on one line. */
  public String text() {
    StringBuilder text = new StringBuilder();
    appendTo(text);
    return text.toString();
  }

  @Override
  public void appendTo(StringBuilder out) {
    Printable.join(statements, " ", out);
    if (!comment.isEmpty()) {
      out.append(statements.isEmpty() ? "" : " ").append("comment \"").append(comment).append('"');
    }
  }
}
