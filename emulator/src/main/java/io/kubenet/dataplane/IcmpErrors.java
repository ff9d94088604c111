package io.kubenet.dataplane;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Verdict;
import java.util.Optional;

/** ICMP and ICMPv6 destination unreachable: how they are made, and what a socket makes of them. */
final class IcmpErrors {

  private static final int DESTINATION_UNREACHABLE = 3;
  private static final int DESTINATION_UNREACHABLE_V6 = 1;

  private IcmpErrors() {}

  static IcmpMessage portUnreachable(Packet about) {
    return about.family() == IpFamily.IPV4
        ? IcmpMessage.error(DESTINATION_UNREACHABLE, 3, about)
        : IcmpMessage.error(DESTINATION_UNREACHABLE_V6, 4, about);
  }

  static IcmpMessage hostUnreachable(Packet about) {
    return about.family() == IpFamily.IPV4
        ? IcmpMessage.error(DESTINATION_UNREACHABLE, 1, about)
        : IcmpMessage.error(DESTINATION_UNREACHABLE_V6, 3, about);
  }

  static IcmpMessage networkUnreachable(Packet about) {
    return IcmpMessage.error(
        about.family() == IpFamily.IPV4 ? DESTINATION_UNREACHABLE : DESTINATION_UNREACHABLE_V6,
        0,
        about);
  }

  /**
   * What the socket that sent the packet reports; empty if it goes on waiting. A TCP socket that
   * connects reports every error (tcp_v4_err), a datagram socket those that are fatal alone
   * (udp_err and icmp_err_convert, tab_unreach of ICMPv6; Linux 6.18).
   */
  static Optional<Verdict> verdict(IcmpMessage error, Packet about) {
    return about.family() == IpFamily.IPV4
        ? ofIpv4(error, about.protocol())
        : ofIpv6(error, about.protocol());
  }

  private static Optional<Verdict> ofIpv4(IcmpMessage error, Protocol protocol) {
    if (error.type() != DESTINATION_UNREACHABLE) {
      return Optional.empty();
    }
    return switch (error.code()) {
      case 2, 3 -> Optional.of(Verdict.REFUSED);
      case 7, 8, 10, 13, 14, 15 -> Optional.of(Verdict.HOST_UNREACHABLE);
      case 6, 9 -> Optional.of(Verdict.NETWORK_UNREACHABLE);
      case 1, 12 -> soft(Verdict.HOST_UNREACHABLE, protocol);
      case 0, 11 -> soft(Verdict.NETWORK_UNREACHABLE, protocol);
      default -> Optional.empty();
    };
  }

  private static Optional<Verdict> ofIpv6(IcmpMessage error, Protocol protocol) {
    if (error.type() != DESTINATION_UNREACHABLE_V6) {
      return Optional.empty();
    }
    return switch (error.code()) {
      case 4 -> Optional.of(Verdict.REFUSED);
      case 1, 5, 6 -> Optional.of(Verdict.NOT_PERMITTED);
      case 2, 3 -> soft(Verdict.HOST_UNREACHABLE, protocol);
      case 0 -> soft(Verdict.NETWORK_UNREACHABLE, protocol);
      default -> Optional.empty();
    };
  }

  private static Optional<Verdict> soft(Verdict verdict, Protocol protocol) {
    return protocol == Protocol.UDP ? Optional.empty() : Optional.of(verdict);
  }
}
