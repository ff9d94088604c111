package io.kubenet.ruleset.iptables.target;

import io.kubenet.ruleset.iptables.match.MaskedMark;

/** Marks the packet: {@code -j MARK --set-xmark 0x4000/0x4000}. */
public record SetMark(MaskedMark mark) implements Target {

  @Override
  public String text() {
    return "-j MARK --set-xmark " + mark.withMask();
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
