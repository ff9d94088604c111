package io.kubenet.netfilter;

import io.kubenet.net.TcpSegment;

/** What conntrack takes a TCP connection to be in (nf_conntrack_proto_tcp.c of Linux 6.18). */
enum TcpState {
  NONE(0),
  SYN_SENT(120),
  SYN_RECV(60),
  ESTABLISHED(432_000),
  FIN_WAIT(120),
  CLOSE_WAIT(60),
  LAST_ACK(30),
  TIME_WAIT(120),
  CLOSE(10),
  /** Both ends sent a SYN. */
  SYN_SENT2(120);

  /** How long a connection is kept that was taken up in its middle and not answered on. */
  static final int UNACKNOWLEDGED_TIMEOUT = 300;

  /** How many combinations of flags there are. */
  static final int FLAGS = 64;

  private static final char IGNORED = '-';
  private static final char INVALID = '!';
  private static final TcpState[] STATES = values();

  /**
   * What follows on a segment: a row for each of SYN, SYN-ACK, FIN, ACK and RST, a letter for each
   * state, which is the number of the next.
   */
  private static final String[] FORWARD = {
    "11-----119", "!!2!!!!!!2", "!!4466678!", "3!3355778!", "!888888888"
  };

  private static final String[] BACKWARD = {
    "!9!!!!!1!9", "!2-------2", "!!4466678!", "!-2355778-", "!888888888"
  };

  private final int timeout;

  TcpState(int timeout) {
    this.timeout = timeout;
  }

  /** Whether two segments of no known connection are alike: what they begin, if anything. */
  static boolean areAlike(TcpSegment one, TcpSegment two) {
    boolean isInvalid = NONE.isInvalid(one, Direction.ORIGINAL);
    return isInvalid == NONE.isInvalid(two, Direction.ORIGINAL)
        && (isInvalid
            || NONE.following(one, Direction.ORIGINAL) == NONE.following(two, Direction.ORIGINAL));
  }

  /** How long a connection is kept in it, in seconds. */
  int timeout() {
    return timeout;
  }

  /** Whether a segment makes no sense here. */
  boolean isInvalid(TcpSegment segment, Direction direction) {
    return !hasValidFlags(segment) || following(segment, direction) == INVALID;
  }

  /** Whether a segment changes nothing, not even how long the connection is kept. */
  boolean ignores(TcpSegment segment, Direction direction) {
    return following(segment, direction) == IGNORED;
  }

  /** The state that a segment leads to, which is neither invalid nor ignored. */
  TcpState next(TcpSegment segment, Direction direction) {
    return STATES[following(segment, direction) - '0'];
  }

  /** Whether a SYN opens a new connection in place of this. */
  boolean isOver() {
    return this == TIME_WAIT || this == CLOSE;
  }

  private char following(TcpSegment segment, Direction direction) {
    String[] table = direction == Direction.ORIGINAL ? FORWARD : BACKWARD;
    return table[row(segment)].charAt(number());
  }

  private int number() {
    for (int i = 0; i < STATES.length; i++) {
      if (STATES[i] == this) {
        return i;
      }
    }
    throw new AssertionError("a state is one of its kind");
  }

  private static int row(TcpSegment segment) {
    if (segment.isReset()) {
      return 4;
    }
    if ((segment.flags() & TcpSegment.SYN_FLAG) != 0) {
      return segment.isOpening() ? 0 : 1;
    }
    return (segment.flags() & TcpSegment.FIN) != 0 ? 2 : 3;
  }

  /** Whether the flags can stand together (tcp_valid_flags); PSH can with any. */
  private static boolean hasValidFlags(TcpSegment segment) {
    int urgent = segment.flags() & TcpSegment.URG;
    return switch (segment.flags() & ~(TcpSegment.PSH | TcpSegment.URG)) {
      case TcpSegment.SYN_FLAG, TcpSegment.FIN | TcpSegment.ACK_FLAG, TcpSegment.ACK_FLAG -> true;
      case TcpSegment.SYN_FLAG | TcpSegment.ACK_FLAG,
          TcpSegment.RST_FLAG,
          TcpSegment.RST_FLAG | TcpSegment.ACK_FLAG ->
          urgent == 0;
      default -> false;
    };
  }
}
