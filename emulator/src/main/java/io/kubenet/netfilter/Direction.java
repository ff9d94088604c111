package io.kubenet.netfilter;

/** Which way a packet goes within its connection. */
public enum Direction {
  ORIGINAL,
  REPLY;

  Direction opposite() {
    return this == ORIGINAL ? REPLY : ORIGINAL;
  }
}
