package io.kubenet.netfilter.iptables;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.packetset.Likeness;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The destinations that rules are looked up by, as sets: which of them find the same. */
final class DestinationKeys {

  /** The ports of each address, of one protocol. */
  private record OfProtocol(
      IntervalSet addresses, Map<IpAddress, IntervalSet> ports, IntervalSet anywhere) {}

  private final Map<Protocol, OfProtocol> byProtocol;

  private DestinationKeys(Map<Protocol, OfProtocol> byProtocol) {
    this.byProtocol = byProtocol;
  }

  /** Says which packets find the rules that this one finds. */
  void keepAlike(Likeness likeness, Packet packet) {
    OfProtocol keys = byProtocol.get(packet.protocol());
    if (keys == null) {
      return;
    }
    keepPort(likeness, packet.destinationPort(), keys.anywhere());
    IntervalSet ports = keys.ports().get(packet.destination());
    if (ports == null) {
      likeness.askedWhether(packet.destination(), keys.addresses());
      return;
    }
    likeness.pin(packet.destination());
    keepPort(likeness, packet.destinationPort(), ports);
  }

  /** Each port finds rules of its own, and what is no key finds none. */
  private static void keepPort(Likeness likeness, int port, IntervalSet keys) {
    if (keys.contains(port)) {
      likeness.pin(port);
    } else {
      likeness.askedWhether(port, keys);
    }
  }

  /** Collects keys. */
  static final class Builder {

    private final Map<Protocol, Map<IpAddress, List<IntervalSet>>> ends =
        new EnumMap<>(Protocol.class);
    private final Map<Protocol, List<IntervalSet>> ports = new EnumMap<>(Protocol.class);

    void add(IpAddress address, Protocol protocol, int port) {
      ends.computeIfAbsent(protocol, any -> new LinkedHashMap<>())
          .computeIfAbsent(address, any -> new ArrayList<>())
          .add(IntervalSet.of(port));
    }

    void add(Protocol protocol, int port) {
      ports.computeIfAbsent(protocol, any -> new ArrayList<>()).add(IntervalSet.of(port));
    }

    DestinationKeys build() {
      Map<Protocol, OfProtocol> all = new EnumMap<>(Protocol.class);
      for (Protocol protocol : Protocol.values()) {
        Map<IpAddress, IntervalSet> byAddress = new LinkedHashMap<>();
        ends.getOrDefault(protocol, new LinkedHashMap<>())
            .forEach((address, some) -> byAddress.put(address, IntervalSet.union(some)));
        all.put(
            protocol,
            new OfProtocol(
                IntervalSet.union(byAddress.keySet().stream().map(IntervalSet::of).toList()),
                byAddress,
                IntervalSet.union(ports.getOrDefault(protocol, List.of()))));
      }
      return new DestinationKeys(all);
    }
  }
}
