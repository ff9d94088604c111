package io.kubenet.ruleset.ipvs;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How ip_vs chooses the server of a new connection (net/netfilter/ipvs/ip_vs_NAME.c). */
public enum Scheduler {
  /** Round robin. */
  RR,
  /** Weighted round robin. */
  WRR,
  /** The fewest connections. */
  LC,
  /** The fewest connections for its weight. */
  WLC,
  /** A hash of the client's address. */
  SH,
  /** A hash of the virtual server's address. */
  DH,
  /** The shortest expected delay. */
  SED,
  /** One that has nothing to do, else the shortest expected delay. */
  NQ,
  /** A table of Maglev hashing. */
  MH;

  /** The scheduler of this name, if it is modelled. */
  public static Optional<Scheduler> named(String name) {
    return Stream.of(values()).filter(one -> one.toString().equals(name)).findFirst();
  }

  /** The names of all that are modelled: {@code rr, wrr, ...}. */
  public static String names() {
    return Stream.of(values()).map(Scheduler::toString).collect(Collectors.joining(", "));
  }

  /** {@code rr}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
