package io.kubenet.client;

import io.kubenet.trace.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * The exceptions that a socket of OpenJDK 17 throws where Linux fails to connect it: the classes
 * are those of {@code Net.c handleSocketErrorWithMessage}, the messages those of {@code
 * strerror(3)}.
 */
final class ConnectFailure {

  /**
   * How long Linux tries to connect where nothing comes back: the first SYN and six more, each
   * after twice the time of the one before it ({@code net.ipv4.tcp_syn_retries} is 6).
   */
  static final Duration LONGEST_CONNECT = Duration.ofSeconds(127);

  private ConnectFailure() {}

  /** The exception for a connection that was not established; its cause tells the model's story. */
  static IOException of(ModelVerdict verdict, ConnectTimeout timeout) {
    IOException failure = exception(verdict.connection().verdict(), timeout);
    failure.initCause(verdict);
    return failure;
  }

  private static IOException exception(Verdict verdict, ConnectTimeout timeout) {
    return switch (verdict) {
      case REFUSED, RESET -> new ConnectException("Connection refused");
      case HOST_UNREACHABLE -> new NoRouteToHostException("No route to host");
      case NETWORK_UNREACHABLE -> new SocketException("Network is unreachable");
      case NOT_PERMITTED -> new SocketException("Operation not permitted");
      case TIMED_OUT -> timedOut(timeout);
      case NXDOMAIN -> new UnknownHostException("Name or service not known");
      case ESTABLISHED -> throw new IllegalArgumentException("an established connection");
    };
  }

  /** A socket's own timeout ends in another exception than the kernel's. */
  private static IOException timedOut(ConnectTimeout timeout) {
    return timeout.endsBefore(LONGEST_CONNECT)
        ? new SocketTimeoutException("Connect timed out")
        : new ConnectException("Connection timed out");
  }
}
