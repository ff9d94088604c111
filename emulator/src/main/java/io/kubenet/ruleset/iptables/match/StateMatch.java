package io.kubenet.ruleset.iptables.match;

/** The old spelling of a conntrack match: {@code -m state --state NEW}. */
public record StateMatch(Negatable<States> states) implements Match {

  @Override
  public String text() {
    return "-m state " + states.text("--state");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
