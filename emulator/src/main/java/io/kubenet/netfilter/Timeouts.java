package io.kubenet.netfilter;

import io.kubenet.net.Packet;
import io.kubenet.net.TcpSegment;
import java.time.Duration;

/** How long connections are kept, by protocol: the defaults of Linux 6.18. */
final class Timeouts {

  private static final int UDP = 30;
  private static final int UDP_STREAM = 120;
  private static final int ICMP = 30;
  private static final int SCTP_UNANSWERED = 3;
  private static final int SCTP = 210;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** How old a UDP connection must be to be taken for a stream. */
  private static final long STREAM_AGE = 2 * SECOND;

  private Timeouts() {}

  /** Whether the packet ends its connection at once: a RST where nothing was answered before. */
  static boolean endsWith(Connection connection, Packet packet) {
    return packet.payload() instanceof TcpSegment segment
        && segment.isReset()
        && !connection.is(Connection.Status.SEEN_REPLY);
  }

  /** Notes that a packet came: how long the connection is now kept, and whether it is assured. */
  static void refresh(Connection connection, Packet packet, Direction direction, long now) {
    if (packet.payload() instanceof TcpSegment segment) {
      refreshTcp(connection, segment, direction, now);
      return;
    }
    boolean isAnswered = connection.is(Connection.Status.SEEN_REPLY);
    switch (packet.protocol()) {
      case UDP -> refreshUdp(connection, now);
      case SCTP -> connection.expireAt(now + SECOND * (isAnswered ? SCTP : SCTP_UNANSWERED));
      default -> connection.expireAt(now + SECOND * ICMP);
    }
  }

  /** As nf_conntrack_udp_packet: answered, and still in use two seconds on, makes a stream. */
  private static void refreshUdp(Connection connection, long now) {
    boolean isStream =
        connection.is(Connection.Status.SEEN_REPLY) && now > connection.created() + STREAM_AGE;
    if (isStream) {
      connection.mark(Connection.Status.ASSURED);
    }
    connection.expireAt(now + SECOND * (isStream ? UDP_STREAM : UDP));
  }

  private static void refreshTcp(
      Connection connection, TcpSegment segment, Direction direction, long now) {
    TcpState before = connection.tcpState();
    if (before.ignores(segment, direction)) {
      return;
    }
    TcpState after = before.next(segment, direction);
    connection.enter(after);
    boolean isAnswered = connection.is(Connection.Status.SEEN_REPLY);
    int seconds = after.timeout();
    if (after == TcpState.ESTABLISHED && isAnswered) {
      connection.mark(Connection.Status.ASSURED);
    } else if (after == TcpState.ESTABLISHED) {
      seconds = TcpState.UNACKNOWLEDGED_TIMEOUT;
    }
    connection.expireAt(now + SECOND * seconds);
  }
}
