package io.kubenet.netfilter;

import io.kubenet.chance.choice.Chance;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.ruleset.AddressRange;
import io.kubenet.ruleset.NatRange;
import io.kubenet.ruleset.PortRange;

/**
 * Finds the ends that a connection is translated to, which no other connection has
 * (get_unique_tuple of nf_nat_core.c, Linux 6.18).
 */
final class NatAllocation {

  private static final int MOST_ATTEMPTS = 128;
  private static final int LEAST_ATTEMPTS = 16;

  private final ConnectionTable table;
  private final Connection connection;
  private final Chance chance;
  private final long now;

  NatAllocation(ConnectionTable table, Connection connection, Chance chance, long now) {
    this.table = table;
    this.connection = connection;
    this.chance = chance;
    this.now = now;
  }

  /** Translates one end of the connection to something of a range. */
  void translate(NatRange range, Manipulation manipulation) {
    Tuple current = connection.reply().inverse();
    connection.translate(manipulation, choose(current, range, manipulation));
  }

  private Tuple choose(Tuple current, NatRange range, Manipulation manipulation) {
    if (manipulation == Manipulation.SOURCE
        && !isRandom(range)
        && isInRange(current, range)
        && !isTaken(current)) {
      return current;
    }
    Tuple placed = withAddress(current, range, manipulation);
    if (!isRandom(range) && keepsPort(placed, range, manipulation)) {
      return placed;
    }
    return withFreePort(placed, range, manipulation);
  }

  private boolean isTaken(Tuple tuple) {
    boolean isTaken = table.isTaken(tuple.inverse(), connection, now);
    if (isTaken) {
      chance.dependOnMore();
    }
    return isTaken;
  }

  private static boolean isRandom(NatRange range) {
    return range.has(NatRange.Flag.RANDOM) || range.has(NatRange.Flag.RANDOM_FULLY);
  }

  private static boolean isInRange(Tuple tuple, NatRange range) {
    return range.addresses().filter(addresses -> !addresses.contains(tuple.source())).isEmpty()
        && range.ports().filter(ports -> !ports.contains(tuple.sourcePort())).isEmpty();
  }

  private static Tuple withAddress(Tuple tuple, NatRange range, Manipulation manipulation) {
    if (range.addresses().isEmpty()) {
      return tuple;
    }
    AddressRange addresses = range.addresses().get();
    if (addresses.isOne()) {
      return withAddress(tuple, addresses.first(), manipulation);
    }
    IpAddress address =
        range.has(NatRange.Flag.PERSISTENT)
            ? AddressSelection.bySource(tuple, addresses)
            : AddressSelection.byBothEnds(tuple, addresses);
    return withAddress(tuple, address, manipulation);
  }

  private static Tuple withAddress(Tuple tuple, IpAddress address, Manipulation manipulation) {
    return manipulation == Manipulation.SOURCE
        ? tuple.withSource(address, tuple.sourcePort())
        : tuple.withDestination(address, tuple.destinationPort());
  }

  private boolean keepsPort(Tuple tuple, NatRange range, Manipulation manipulation) {
    if (range.ports().isEmpty()) {
      return !isTaken(tuple);
    }
    PortRange ports = range.ports().get();
    return ports.contains(port(tuple, manipulation)) && (ports.isOne() || !isTaken(tuple));
  }

  private Tuple withFreePort(Tuple tuple, NatRange range, Manipulation manipulation) {
    if (manipulation == Manipulation.DESTINATION && range.ports().isEmpty()) {
      return tuple;
    }
    PortRange ports = range.ports().orElseGet(() -> portsLike(tuple));
    int size = ports.last() - ports.first() + 1;
    boolean isDrawn = isRandom(range) || manipulation == Manipulation.SOURCE;
    int offset = isDrawn ? chance.draw(1 << 16) : 0;
    Tuple tried = tuple;
    for (int attempts = Math.min(size, MOST_ATTEMPTS); ; attempts /= 2) {
      for (int i = 0; i < attempts; i++) {
        tried = withPort(tuple, ports.first() + (offset + i) % size, manipulation);
        if (!isTaken(tried)) {
          return tried;
        }
      }
      if (attempts >= size || attempts < LEAST_ATTEMPTS) {
        return tried;
      }
      offset = chance.draw(1 << 16);
    }
  }

  /** Where the kernel looks for a source port: privileged for privileged. */
  static PortRange portsLike(Tuple tuple) {
    if (tuple.protocol() == Protocol.ICMP || tuple.protocol() == Protocol.ICMPV6) {
      return PortRange.ALL;
    }
    if (tuple.sourcePort() >= 1024) {
      return new PortRange(1024, 65535);
    }
    return tuple.sourcePort() < 512 ? new PortRange(1, 511) : new PortRange(600, 1023);
  }

  /** The source ports that another is drawn for as for this one. */
  static IntervalSet drawnAlike(int port) {
    if (port >= 1024) {
      return IntervalSet.range(1024, 65535);
    }
    return port < 512 ? IntervalSet.range(0, 511) : IntervalSet.range(512, 1023);
  }

  private static int port(Tuple tuple, Manipulation manipulation) {
    return manipulation == Manipulation.SOURCE ? tuple.sourcePort() : tuple.destinationPort();
  }

  private static Tuple withPort(Tuple tuple, int port, Manipulation manipulation) {
    return manipulation == Manipulation.SOURCE
        ? tuple.withSource(tuple.source(), port)
        : tuple.withDestination(tuple.destination(), port);
  }
}
