package io.kubenet.ruleset.iptables.target;

/**
 * A target that is not modelled; what it does is undecided.
 *
 * @param name the target's name
 * @param text the target as it was read
 */
public record UnknownTarget(String name, String text) implements Target {

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
