package io.kubenet.conformance.kernel;

import io.kubenet.trace.Verdict;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.util.Optional;

/** What the errors of sockets mean; the JDK has no types for most of them. */
enum Errors {
  NETWORK_UNREACHABLE("Network is unreachable", Verdict.NETWORK_UNREACHABLE),
  HOST_UNREACHABLE("No route to host", Verdict.HOST_UNREACHABLE),
  REFUSED("refused", Verdict.REFUSED),
  PROTOCOL_REFUSED("Protocol not available", Verdict.REFUSED),
  NOT_PERMITTED("Operation not permitted", Verdict.NOT_PERMITTED),
  PROHIBITED("Permission denied", Verdict.NOT_PERMITTED),
  RESET("reset", Verdict.RESET);

  private final String message;
  private final Verdict verdict;

  Errors(String message, Verdict verdict) {
    this.message = message;
    this.verdict = verdict;
  }

  /** What somebody at a terminal calls it. */
  static Verdict verdict(IOException error) {
    return byType(error)
        .or(() -> byMessage(String.valueOf(error.getMessage())))
        .orElseThrow(
            () ->
                new IllegalStateException("an error that no verdict stands for: " + error, error));
  }

  private static Optional<Verdict> byType(IOException error) {
    if (error instanceof PortUnreachableException) {
      return Optional.of(Verdict.REFUSED);
    }
    return error instanceof NoRouteToHostException
        ? Optional.of(Verdict.HOST_UNREACHABLE)
        : Optional.empty();
  }

  private static Optional<Verdict> byMessage(String text) {
    for (Errors error : values()) {
      if (text.contains(error.message)) {
        return Optional.of(error.verdict);
      }
    }
    return Optional.empty();
  }
}
