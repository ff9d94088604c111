package io.kubenet.ruleset.iptables;

/** An end of a packet. */
public enum Side {
  SOURCE,
  DESTINATION
}
