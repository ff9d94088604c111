package io.kubenet.ruleset.iptables.target;

/** On to another chain, and at its end to where this one was jumped from: {@code -g CHAIN}. */
public record GoTo(String chain) implements Target {

  @Override
  public String text() {
    return "-g " + chain;
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
