package io.kubenet.ruleset;

import io.kubenet.net.IpFamily;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the sender of a rejected packet is sent. */
public enum RejectWith {
  ICMP_NET_UNREACHABLE(IpFamily.IPV4, 3, 0),
  ICMP_HOST_UNREACHABLE(IpFamily.IPV4, 3, 1),
  ICMP_PROTO_UNREACHABLE(IpFamily.IPV4, 3, 2),
  ICMP_PORT_UNREACHABLE(IpFamily.IPV4, 3, 3),
  ICMP_NET_PROHIBITED(IpFamily.IPV4, 3, 9),
  ICMP_HOST_PROHIBITED(IpFamily.IPV4, 3, 10),
  ICMP_ADMIN_PROHIBITED(IpFamily.IPV4, 3, 13),
  ICMP6_NO_ROUTE(IpFamily.IPV6, 1, 0),
  ICMP6_ADM_PROHIBITED(IpFamily.IPV6, 1, 1),
  ICMP6_ADDR_UNREACHABLE(IpFamily.IPV6, 1, 3),
  ICMP6_PORT_UNREACHABLE(IpFamily.IPV6, 1, 4),
  ICMP6_POLICY_FAIL(IpFamily.IPV6, 1, 5),
  ICMP6_REJECT_ROUTE(IpFamily.IPV6, 1, 6),
  /** A RST, in either family. */
  TCP_RESET(IpFamily.IPV4, 0, 0);

  private final IpFamily family;
  private final int icmpType;
  private final int icmpCode;

  RejectWith(IpFamily family, int icmpType, int icmpCode) {
    this.family = family;
    this.icmpType = icmpType;
    this.icmpCode = icmpCode;
  }

  /** What iptables sends where the rule doesn't say. */
  public static RejectWith portUnreachable(IpFamily family) {
    return family == IpFamily.IPV4 ? ICMP_PORT_UNREACHABLE : ICMP6_PORT_UNREACHABLE;
  }

  /** The one of this name in a family. */
  public static Optional<RejectWith> named(String name, IpFamily family) {
    return Arrays.stream(values())
        .filter(with -> with.toString().equals(name) && with.isOf(family))
        .findFirst();
  }

  public int icmpType() {
    return icmpType;
  }

  public int icmpCode() {
    return icmpCode;
  }

  /** Whether it can be sent to a family. */
  public boolean isOf(IpFamily other) {
    return this == TCP_RESET || family == other;
  }

  /** {@code icmp-port-unreachable}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
