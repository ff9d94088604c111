package io.kubenet.trace;

/** What a person at a terminal sees of a connection. */
public enum Verdict {
  /** The reply came home as sent. */
  ESTABLISHED,
  /** A RST, or an ICMP port unreachable, came back. */
  REFUSED,
  /** A connection that was open was reset. */
  RESET,
  /** Nothing came back. */
  TIMED_OUT,
  /** Nobody answered for the address on its link. */
  HOST_UNREACHABLE,
  /** There is no route to the address. */
  NETWORK_UNREACHABLE,
  /** The sender's own OUTPUT dropped a datagram: EPERM. */
  NOT_PERMITTED,
  /** The name does not exist. */
  NXDOMAIN
}
