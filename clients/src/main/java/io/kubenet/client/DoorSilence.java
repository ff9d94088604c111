package io.kubenet.client;

/** What a client of the proxy meets where a client of a socket would meet silence. */
enum DoorSilence {
  /** Silence: its own clock runs. */
  KEEP_WAITING,
  /** An error of the proxy at once. */
  FAIL_FAST
}
