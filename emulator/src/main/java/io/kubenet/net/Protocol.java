package io.kubenet.net;

import java.util.Locale;

/** A protocol above IP, with its IANA number. */
public enum Protocol {
  ICMP(1),
  TCP(6),
  UDP(17),
  ICMPV6(58),
  SCTP(132);

  private final int number;
  private final String lowerCase;

  Protocol(int number) {
    this.number = number;
    this.lowerCase = name().toLowerCase(Locale.ROOT);
  }

  /** IANA's number of it, as in the IP header. */
  public int number() {
    return number;
  }

  /** The name in lower case, as rule languages write it: {@code tcp}. */
  public String lowerCase() {
    return lowerCase;
  }

  /** Whether its packets have ports: TCP, UDP and SCTP. */
  public boolean hasPorts() {
    return this == TCP || this == UDP || this == SCTP;
  }

  /** The ICMP of a family. */
  public static Protocol icmpOf(IpFamily family) {
    return family == IpFamily.IPV4 ? ICMP : ICMPV6;
  }
}
