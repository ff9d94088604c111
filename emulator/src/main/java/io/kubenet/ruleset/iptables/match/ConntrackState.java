package io.kubenet.ruleset.iptables.match;

/** What conntrack says of a packet, in the order in which iptables-save lists them. */
public enum ConntrackState {
  INVALID,
  NEW,
  RELATED,
  ESTABLISHED,
  UNTRACKED,
  /** The packet's connection has its source translated. */
  SNAT,
  /** The packet's connection has its destination translated. */
  DNAT
}
