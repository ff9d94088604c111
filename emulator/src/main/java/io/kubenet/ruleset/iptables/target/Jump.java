package io.kubenet.ruleset.iptables.target;

/** On to another chain, and back at its end: {@code -j KUBE-SERVICES}. */
public record Jump(String chain) implements Target {

  @Override
  public String text() {
    return "-j " + chain;
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
