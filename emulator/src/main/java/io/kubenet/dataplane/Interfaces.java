package io.kubenet.dataplane;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.AddressType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The interfaces of a node, and the addresses that they have. */
final class Interfaces {

  static final String UPLINK = "eth0";
  static final String BRIDGE = "cni0";
  static final String LOOPBACK = "lo";

  private static final IpAddress EVERYBODY = IpAddress.of("255.255.255.255");

  /**
   * An address of an interface.
   *
   * @param address the address
   * @param broadcast the last address of its subnet, if that means all of it
   */
  private record Own(IpAddress address, Optional<IpAddress> broadcast) {

    /** Whether an address is this; all of 127.0.0.0/8 is loopback's. */
    boolean has(IpAddress other) {
      return address.equals(other) || (address.isLoopback() && other.isLoopback());
    }
  }

  private final Node node;
  private final Table<String, IpFamily, List<Own>> addresses;
  private final Map<IpFamily, List<Own>> all = new EnumMap<>(IpFamily.class);

  /**
   * The interfaces of a node.
   *
   * @param hasVeths whether its pods hang on veths, which have no addresses, instead of a bridge
   */
  Interfaces(Node node, boolean hasVeths) {
    this.node = node;
    ImmutableTable.Builder<String, IpFamily, List<Own>> table = ImmutableTable.builder();
    for (IpFamily family : IpFamily.values()) {
      Optional<IpAddress> uplink = node.internalIp(family);
      table.put(LOOPBACK, family, own(Optional.of(loopback(family))));
      table.put(UPLINK, family, own(uplink));
      if (!hasVeths) {
        table.put(BRIDGE, family, own(node.bridgeIp(family).or(() -> uplink)));
      }
    }
    this.addresses = table.build();
    for (IpFamily family : IpFamily.values()) {
      all.put(
          family,
          addresses.column(family).values().stream()
              .flatMap(List::stream)
              .collect(ImmutableList.toImmutableList()));
    }
  }

  private static IpAddress loopback(IpFamily family) {
    return IpAddress.of(family == IpFamily.IPV4 ? "127.0.0.1" : "::1");
  }

  private List<Own> own(Optional<IpAddress> address) {
    return address.map(own -> new Own(own, broadcast(own))).stream()
        .collect(ImmutableList.toImmutableList());
  }

  private Optional<IpAddress> broadcast(IpAddress own) {
    int bits =
        node.podCidr(own.family())
            .filter(cidr -> cidr.contains(own))
            .map(Cidr::prefixLength)
            .orElse(24);
    return own.isIpv4() && !own.isLoopback() && bits < 31
        ? Optional.of(new Cidr(own, bits).at((1L << (32 - bits)) - 1))
        : Optional.empty();
  }

  /** The first address of an interface. */
  Optional<IpAddress> firstAddress(String interfaceName, IpFamily family) {
    List<Own> own = of(interfaceName, family);
    return own.isEmpty() ? Optional.empty() : Optional.of(own.get(0).address());
  }

  private List<Own> of(String interfaceName, IpFamily family) {
    List<Own> own = addresses.get(interfaceName, family);
    return own == null ? ImmutableList.of() : own;
  }

  /** Whether an interface has no address of a family. */
  boolean hasNone(String interfaceName, IpFamily family) {
    return of(interfaceName, family).isEmpty();
  }

  /** What an address is to the node. */
  AddressType typeOf(IpAddress address) {
    return typeAmong(address, all.get(address.family()));
  }

  /** What an address is to one of the node's interfaces. */
  AddressType typeOn(IpAddress address, String interfaceName) {
    return typeAmong(address, of(interfaceName, address.family()));
  }

  private static AddressType typeAmong(IpAddress address, List<Own> addresses) {
    if (address.isMulticast()) {
      return AddressType.MULTICAST;
    }
    boolean isBroadcast = address.equals(EVERYBODY);
    for (int i = 0; i < addresses.size(); i++) {
      Own own = addresses.get(i);
      if (own.has(address)) {
        return AddressType.LOCAL;
      }
      isBroadcast |= own.broadcast().isPresent() && own.broadcast().get().equals(address);
    }
    return isBroadcast ? AddressType.BROADCAST : AddressType.UNICAST;
  }
}
