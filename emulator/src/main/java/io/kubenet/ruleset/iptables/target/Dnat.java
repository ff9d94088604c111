package io.kubenet.ruleset.iptables.target;

import io.kubenet.net.IpPort;
import io.kubenet.ruleset.NatRange;

/** Translates the destination: {@code -j DNAT --to-destination 10.42.1.7:80}. */
public record Dnat(NatRange range) implements Target {

  public static Dnat to(IpPort end) {
    return new Dnat(NatRange.to(end));
  }

  @Override
  public String text() {
    return "-j DNAT --to-destination " + range.ends() + range.options();
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
