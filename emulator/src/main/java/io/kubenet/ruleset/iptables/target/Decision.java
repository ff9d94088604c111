package io.kubenet.ruleset.iptables.target;

/** The end of a packet's way through a table, or through a chain. */
public enum Decision implements Target {
  ACCEPT,
  DROP,
  /** Back to the rule behind the jump; to the policy in a built-in chain. */
  RETURN;

  @Override
  public String text() {
    return "-j " + name();
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
