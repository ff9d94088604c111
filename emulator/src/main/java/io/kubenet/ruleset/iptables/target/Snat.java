package io.kubenet.ruleset.iptables.target;

import io.kubenet.ruleset.NatRange;

/** Translates the source: {@code -j SNAT --to-source 192.168.0.11}. */
public record Snat(NatRange range) implements Target {

  @Override
  public String text() {
    return "-j SNAT --to-source " + range.ends() + range.options();
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
