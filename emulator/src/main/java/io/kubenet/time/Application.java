package io.kubenet.time;

import java.time.Duration;
import java.util.Optional;

/**
 * What the process in a container does, which no manifest says.
 *
 * @param listensAfter from the container's start to its listening; empty if it never listens
 * @param onSigterm what it does about SIGTERM
 * @param drain how long it goes on with open connections when it drains
 */
public record Application(Optional<Duration> listensAfter, OnSigterm onSigterm, Duration drain) {

  /** What a process does about SIGTERM. */
  public enum OnSigterm {
    /** Its listener and its connections close, and it ends: as processes do that do nothing. */
    EXIT,
    /** Its listener closes; it ends when it has drained. */
    DRAIN,
    /** It goes on as before, until SIGKILL. */
    IGNORE
  }

  /** It listens from its start, and ends at SIGTERM: the common case. */
  public static final Application DEFAULT =
      new Application(Optional.of(Duration.ZERO), OnSigterm.EXIT, Duration.ZERO);

  public Application withListensAfter(Duration time) {
    return new Application(Optional.of(time), onSigterm, drain);
  }

  public Application neverListening() {
    return new Application(Optional.empty(), onSigterm, drain);
  }

  public Application ignoringSigterm() {
    return new Application(listensAfter, OnSigterm.IGNORE, drain);
  }

  /** The same, going on with open connections for a while after SIGTERM. */
  public Application draining(Duration time) {
    return new Application(listensAfter, OnSigterm.DRAIN, time);
  }
}
