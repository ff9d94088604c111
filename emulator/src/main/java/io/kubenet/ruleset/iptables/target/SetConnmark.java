package io.kubenet.ruleset.iptables.target;

import io.kubenet.ruleset.iptables.match.MaskedMark;

/** Marks the packet's connection: {@code -j CONNMARK --set-xmark 0x1/0xffffffff}. */
public record SetConnmark(MaskedMark mark) implements Target {

  @Override
  public String text() {
    return "-j CONNMARK --set-xmark " + mark.withMask();
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
