package io.kubenet.netfilter;

/** Which end NAT translates. */
enum Manipulation {
  SOURCE,
  DESTINATION;

  /** The end that is translated at a hook. */
  static Manipulation at(Hook hook) {
    return hook == Hook.PREROUTING || hook == Hook.OUTPUT ? DESTINATION : SOURCE;
  }

  Manipulation opposite() {
    return this == SOURCE ? DESTINATION : SOURCE;
  }

  Connection.Status status() {
    return this == SOURCE ? Connection.Status.SNAT : Connection.Status.DNAT;
  }

  /** What a connection has been through once it is known how this end is translated, if at all. */
  Connection.Status done() {
    return this == SOURCE ? Connection.Status.SNAT_DONE : Connection.Status.DNAT_DONE;
  }
}
