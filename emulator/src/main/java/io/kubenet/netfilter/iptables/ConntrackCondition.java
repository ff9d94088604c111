package io.kubenet.netfilter.iptables;

import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Connection;
import io.kubenet.netfilter.Passage;
import io.kubenet.netfilter.Tracking;
import io.kubenet.netfilter.Tuple;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.packetset.Likeness;
import io.kubenet.ruleset.iptables.match.ConntrackState;
import io.kubenet.ruleset.iptables.match.ConntrackTest;
import io.kubenet.ruleset.iptables.match.Negatable;
import java.util.List;
import java.util.Set;

/** What conntrack knows of a packet (conntrack_mt of xt_conntrack.c, Linux 6.18). */
final class ConntrackCondition implements Condition {

  private final List<ConntrackTest> tests;
  private final boolean asksPorts;

  ConntrackCondition(List<ConntrackTest> tests) {
    this.tests = tests;
    this.asksPorts = tests.stream().anyMatch(ConntrackTest.Port.class::isInstance);
  }

  /** A packet without a connection has a state alone; where that is asked, nothing else is. */
  @Override
  public boolean holds(Passage passage) {
    Tracking tracking = passage.tracking();
    if (tracking.connection().isEmpty()) {
      return tests.get(0) instanceof ConntrackTest.State state && holds(state, tracking);
    }
    if (asksPorts) {
      passage.dependOnMore();
    }
    for (ConntrackTest test : tests) {
      if (!holds(test, tracking, passage.likeness())) {
        return false;
      }
    }
    return true;
  }

  static ConntrackState relation(Tracking tracking) {
    return ConntrackState.valueOf(tracking.relation().name());
  }

  private static boolean holds(ConntrackTest test, Tracking tracking, Likeness likeness) {
    Connection connection = tracking.connection().orElseThrow();
    if (test instanceof ConntrackTest.State state) {
      return holds(state, tracking);
    }
    if (test instanceof ConntrackTest.OfProtocol protocol) {
      return protocol
          .number()
          .holdsWhere(protocol.number().value() == connection.original().protocol().number());
    }
    if (test instanceof ConntrackTest.Address address) {
      IpAddress asked = address(connection, address.end());
      if (likeness.isWatched()) {
        MaskedAddresses.keepAlike(address.addresses().value(), likeness, asked);
      }
      return address
          .addresses()
          .holdsWhere(address.addresses().value().contains(address(connection, address.end())));
    }
    if (test instanceof ConntrackTest.Port port) {
      likeness.askedWhether(
          port(connection, port.end()),
          IntervalSet.range(port.ports().value().first(), port.ports().value().last()));
      return port.ports().holdsWhere(port.ports().value().contains(port(connection, port.end())));
    }
    if (test instanceof ConntrackTest.HasStatus status) {
      return holds(status.anyOf(), connection);
    }
    return ((ConntrackTest.Goes) test).direction().name().equals(tracking.direction().name());
  }

  private static boolean holds(ConntrackTest.State test, Tracking tracking) {
    Set<ConntrackState> asked = test.states().value().states();
    return test.states()
        .holdsWhere(
            asked.contains(relation(tracking))
                || has(tracking, asked, ConntrackState.SNAT, Connection.Status.SNAT)
                || has(tracking, asked, ConntrackState.DNAT, Connection.Status.DNAT));
  }

  private static boolean has(
      Tracking tracking,
      Set<ConntrackState> asked,
      ConntrackState state,
      Connection.Status status) {
    return asked.contains(state)
        && tracking.connection().filter(connection -> connection.is(status)).isPresent();
  }

  /** NONE is an empty mask to the kernel, which no connection has anything in common with. */
  private static boolean holds(
      Negatable<? extends Set<ConntrackTest.Status>> asked, Connection connection) {
    return asked.holdsWhere(asked.value().stream().anyMatch(status -> is(connection, status)));
  }

  private static boolean is(Connection connection, ConntrackTest.Status status) {
    return status != ConntrackTest.Status.EXPECTED
        && connection.is(Connection.Status.valueOf(status.name()));
  }

  private static IpAddress address(Connection connection, ConntrackTest.End end) {
    return switch (end) {
      case ORIGINAL_SOURCE -> connection.original().source();
      case ORIGINAL_DESTINATION -> connection.original().destination();
      case REPLY_SOURCE -> connection.reply().source();
      case REPLY_DESTINATION -> connection.reply().destination();
    };
  }

  private static int port(Connection connection, ConntrackTest.End end) {
    Tuple original = connection.original();
    return switch (end) {
      case ORIGINAL_SOURCE -> original.sourcePort();
      case ORIGINAL_DESTINATION -> original.destinationPort();
      case REPLY_SOURCE -> connection.reply().sourcePort();
      case REPLY_DESTINATION -> connection.reply().destinationPort();
    };
  }
}
