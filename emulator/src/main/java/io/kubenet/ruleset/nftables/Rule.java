package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A rule: statements, obeyed one after the other until one does not match.
 *
 * @param statements its statements
 * @param comment its comment, or an empty text
 */
public record Rule(List<Statement> statements, String comment) implements Printable {

  public Rule {
    statements = ImmutableList.copyOf(statements);
  }

  public static Rule of(Statement... statements) {
    return new Rule(ImmutableList.copyOf(statements), "");
  }

  public Rule withComment(String text) {
    return new Rule(statements, text);
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
