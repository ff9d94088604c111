package io.kubenet.netfilter;

/** A place in a host's network stack where rules judge packets. */
public enum Hook {
  /** A packet came by an interface; before it is routed. */
  PREROUTING,
  /** A packet is for the host itself. */
  INPUT,
  /** A packet is on its way from one interface to another. */
  FORWARD,
  /** The host itself sends a packet; it has been routed. */
  OUTPUT,
  /** A packet is about to leave by an interface. */
  POSTROUTING,
  /**
   * The host gives a packet that it routed to an interface, and knows whom on the link it is for.
   */
  EGRESS
}
