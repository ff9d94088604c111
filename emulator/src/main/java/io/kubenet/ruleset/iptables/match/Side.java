package io.kubenet.ruleset.iptables.match;

/** An end of a packet. */
public enum Side {
  SOURCE,
  DESTINATION
}
