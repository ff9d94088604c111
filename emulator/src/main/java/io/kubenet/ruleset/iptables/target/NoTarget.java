package io.kubenet.ruleset.iptables.target;

/** Nothing: a rule that is there for what its matches do, or as a remark. */
public enum NoTarget implements Target {
  INSTANCE;

  @Override
  public String text() {
    return "";
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
