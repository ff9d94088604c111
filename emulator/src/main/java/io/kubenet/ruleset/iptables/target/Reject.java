package io.kubenet.ruleset.iptables.target;

import io.kubenet.ruleset.RejectWith;

/** Drops the packet and tells its sender: {@code -j REJECT --reject-with icmp-port-unreachable}. */
public record Reject(RejectWith with) implements Target {

  @Override
  public String text() {
    return "-j REJECT --reject-with " + with;
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
