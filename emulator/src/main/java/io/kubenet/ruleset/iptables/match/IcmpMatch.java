package io.kubenet.ruleset.iptables.match;

import io.kubenet.net.IpFamily;

/**
 * The type of an ICMP message: {@code -m icmp --icmp-type 8}.
 *
 * @param family whose ICMP it is
 * @param type the type
 */
public record IcmpMatch(IpFamily family, Negatable<IcmpType> type) implements Match {

  @Override
  public String text() {
    return family == IpFamily.IPV4
        ? "-m icmp " + type.text("--icmp-type")
        : "-m icmp6 " + type.text("--icmpv6-type");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
