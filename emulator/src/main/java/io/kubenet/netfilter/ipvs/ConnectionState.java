package io.kubenet.netfilter.ipvs;

import com.google.common.base.Splitter;
import io.kubenet.net.TcpSegment;
import io.kubenet.ruleset.ipvs.IdleTimes;
import java.util.Arrays;
import java.util.List;

/** What ip_vs takes a connection to be in (ip_vs_proto_tcp.c and ip_vs_proto_udp.c, Linux 6.1). */
enum ConnectionState {
  NO(2),
  ES(900),
  SS(120),
  SR(60),
  FW(120),
  TW(120),
  CL(10),
  CW(60),
  LA(30),
  LI(120),
  SA(120),
  /** A flow of UDP. */
  DATAGRAMS(300),
  /** An association of SCTP, of which the first packet alone is carried. */
  ASSOCIATION(300);

  /** Who sent a packet of a connection. */
  enum Sender {
    CLIENT,
    SERVER
  }

  /** What follows on SYN, FIN, ACK and RST of the client, for each state of TCP in turn. */
  private static final List<String> OF_CLIENT =
      List.of(
          "SR ES ES SR SR SR SR SR SR SR SR",
          "CL CW SS TW TW TW CL CW LA LI TW",
          "ES ES SS ES FW TW CL CW CL LI ES",
          "CL CL CL SR CL CL CL CL LA LI SR");

  /** What follows on SYN, FIN, ACK and RST of the server. */
  private static final List<String> OF_SERVER =
      List.of(
          "SS ES SS SR SS SS SS SS SS LI SR",
          "TW FW SS TW FW TW CL TW LA LI TW",
          "ES ES SS ES FW TW CL CW LA ES ES",
          "CL CL SS CL CL TW CL CL CL CL CL");

  private final int timeout;

  ConnectionState(int timeout) {
    this.timeout = timeout;
  }

  /** How long a connection is kept in it, in nanoseconds. */
  long timeout(IdleTimes times) {
    return switch (this) {
      case ES -> times.tcp().toNanos();
      case FW -> times.tcpFin().toNanos();
      case DATAGRAMS -> times.udp().toNanos();
      case NO, SS, SR, TW, CL, CW, LA, LI, SA, ASSOCIATION -> timeout * 1_000_000_000L;
    };
  }

  boolean isActive() {
    return this == ES || this == DATAGRAMS || this == ASSOCIATION;
  }

  /** Whether a SYN opens a new connection in its place (is_new_conn_expected). */
  boolean isOver() {
    return this == TW || this == CL;
  }

  /** The state that a segment leads to. */
  ConnectionState after(TcpSegment segment, Sender sender) {
    List<String> table = sender == Sender.CLIENT ? OF_CLIENT : OF_SERVER;
    String row = table.get(row(segment));
    int place = Arrays.asList(values()).indexOf(this);
    return valueOf(Splitter.on(' ').splitToList(row).get(place));
  }

  private static int row(TcpSegment segment) {
    if (segment.isReset()) {
      return 3;
    }
    if ((segment.flags() & TcpSegment.SYN_FLAG) != 0) {
      return 0;
    }
    return (segment.flags() & TcpSegment.FIN) != 0 ? 1 : 2;
  }
}
