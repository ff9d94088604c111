package io.kubenet.ruleset.iptables.match;

/**
 * A condition that is not modelled; whether it holds is undecided.
 *
 * @param name the module's name; empty for an option that belongs to none
 * @param text the condition as it was read
 */
public record UnknownMatch(String name, String text) implements Match {

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
