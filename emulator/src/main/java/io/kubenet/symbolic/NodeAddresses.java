package io.kubenet.symbolic;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.HostNetwork;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.ruleset.AddressType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node by its addresses alone: eth0 with its own and the default route, the bridge cni0 with the
 * first address of each block of its pods.
 *
 * @param own its addresses, the primary one first
 * @param podBlocks the blocks of its pods
 */
public record NodeAddresses(List<IpAddress> own, List<Cidr> podBlocks) implements HostNetwork {

  private static final String LOOPBACK = "lo";
  private static final String UPLINK = "eth0";
  private static final String BRIDGE = "cni0";
  private static final int SEGMENT = 24;

  private static final List<Cidr> OF_ALL_HOSTS =
      ImmutableList.of(
          Cidr.of("0.0.0.0/32"),
          Cidr.of("::/128"),
          Cidr.of("127.0.0.0/8"),
          Cidr.of("::1/128"),
          Cidr.of("224.0.0.0/4"),
          Cidr.of("ff00::/8"),
          Cidr.of("255.255.255.255/32"));

  public NodeAddresses {
    own = ImmutableList.copyOf(own);
    podBlocks = ImmutableList.copyOf(podBlocks);
  }

  @Override
  public AddressType typeOf(IpAddress address) {
    return address.isLoopback() || bridges().anyMatch(address::equals) || own.contains(address)
        ? AddressType.LOCAL
        : typeOfOther(address);
  }

  private Stream<IpAddress> bridges() {
    return podBlocks.stream().map(block -> block.at(1));
  }

  private AddressType typeOfOther(IpAddress address) {
    if (address.isMulticast()) {
      return AddressType.MULTICAST;
    }
    return broadcasts().anyMatch(address::equals) ? AddressType.BROADCAST : AddressType.UNICAST;
  }

  private Stream<IpAddress> broadcasts() {
    return Stream.concat(
        Stream.of(IpAddress.of("255.255.255.255")),
        Stream.concat(own.stream().map(address -> new Cidr(address, SEGMENT)), podBlocks.stream())
            .filter(block -> block.family() == IpFamily.IPV4 && block.prefixLength() < 31)
            .map(block -> block.at((1L << (32 - block.prefixLength())) - 1)));
  }

  @Override
  public AddressType typeOn(IpAddress address, String interfaceName) {
    AddressType type = typeOf(address);
    boolean isElsewhere = type == AddressType.LOCAL && !isOn(address, interfaceName);
    return isElsewhere ? AddressType.UNICAST : type;
  }

  private boolean isOn(IpAddress address, String interfaceName) {
    return switch (interfaceName) {
      case LOOPBACK -> address.isLoopback();
      case UPLINK -> own.contains(address);
      case BRIDGE -> bridges().anyMatch(address::equals);
      default -> false;
    };
  }

  @Override
  public Optional<IpAddress> masqueradeAddress(String outInterface, IpAddress destination) {
    return firstAddress(
        outInterface.equals(LOOPBACK) ? UPLINK : outInterface, destination.family());
  }

  @Override
  public Optional<IpAddress> firstAddress(String interfaceName, IpFamily family) {
    Stream<IpAddress> addresses =
        switch (interfaceName) {
          case LOOPBACK -> Stream.of(IpAddress.of("127.0.0.1"), IpAddress.of("::1"));
          case UPLINK -> own.stream();
          case BRIDGE -> bridges();
          default -> Stream.of();
        };
    return addresses.filter(address -> address.family() == family).findFirst();
  }

  @Override
  public Optional<String> interfaceTo(IpAddress address) {
    if (typeOf(address) == AddressType.LOCAL) {
      return Optional.empty();
    }
    boolean isPod = podBlocks.stream().anyMatch(block -> block.contains(address));
    return Optional.of(isPod ? BRIDGE : UPLINK);
  }

  @Override
  public boolean isBridge(String interfaceName) {
    return interfaceName.equals(BRIDGE);
  }

  @Override
  public Optional<IpAddress> sourceAddressFor(IpAddress destination) {
    return typeOf(destination) == AddressType.LOCAL
        ? Optional.of(destination)
        : interfaceTo(destination).flatMap(name -> firstAddress(name, destination.family()));
  }

  /** Addresses that are in the same blocks, and are none of its own. */
  @Override
  public IntervalSet alike(IpAddress address) {
    if (typeOf(address) != AddressType.UNICAST && !address.isMulticast() && !address.isLoopback()) {
      return IntervalSet.of(address);
    }
    IntervalSet alike = IntervalSet.all(address.family());
    for (Cidr block :
        Stream.concat(
                Stream.concat(OF_ALL_HOSTS.stream(), podBlocks.stream()),
                Stream.concat(Stream.concat(own.stream(), bridges()), broadcasts()).map(Cidr::host))
            .filter(block -> block.family() == address.family())
            .toList()) {
      IntervalSet all = IntervalSet.of(block);
      alike = block.contains(address) ? alike.intersect(all) : alike.minus(all);
    }
    return alike;
  }
}
