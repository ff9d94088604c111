package io.kubenet.ruleset.iptables.match;

/** A remark: {@code -m comment --comment "kubernetes service portals"}. It always matches. */
public record Comment(String comment) implements Match {

  @Override
  public String text() {
    return "-m comment --comment " + Quoted.text(comment);
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
