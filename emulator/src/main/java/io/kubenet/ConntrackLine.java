package io.kubenet;

import io.kubenet.net.IpPort;
import io.kubenet.netfilter.Connection;
import io.kubenet.netfilter.Tuple;

/** Tells a connection as conntrack follows it, in its two directions. */
final class ConntrackLine {

  private ConntrackLine() {}

  static String of(Connection connection) {
    Tuple original = connection.original();
    return original.protocol() + " " + ends(original) + ", replies " + ends(connection.reply());
  }

  private static String ends(Tuple tuple) {
    return tuple.protocol().hasPorts()
        ? new IpPort(tuple.source(), tuple.sourcePort())
            + " -> "
            + new IpPort(tuple.destination(), tuple.destinationPort())
        : tuple.source() + " -> " + tuple.destination();
  }
}
