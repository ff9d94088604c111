package io.kubenet.client;

import java.time.Duration;

/**
 * How long a client waits for a connection, as {@link java.net.Socket#connect} takes it.
 *
 * @param milliseconds the time in milliseconds; 0 waits as long as the kernel tries
 */
record ConnectTimeout(int milliseconds) {

  static final ConnectTimeout OF_THE_KERNEL = new ConnectTimeout(0);

  boolean endsBefore(Duration other) {
    return milliseconds > 0 && Duration.ofMillis(milliseconds).compareTo(other) < 0;
  }

  /** The virtual time that passes until nobody waits any more. */
  Duration wait(Duration longest) {
    return endsBefore(longest) ? Duration.ofMillis(milliseconds) : longest;
  }
}
