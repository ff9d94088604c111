package io.kubenet.dataplane;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.HostNetwork;
import io.kubenet.ruleset.AddressType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a node's rules ask of its addresses and routes.
 *
 * @param host the node, as it is now
 */
record NodeNetwork(Supplier<NodeHost> host) implements HostNetwork {

  @Override
  public AddressType typeOf(IpAddress address) {
    return typeAmong(address, allAddresses(address.family()));
  }

  @Override
  public AddressType typeOn(IpAddress address, String interfaceName) {
    return typeAmong(address, addresses(interfaceName, address.family()));
  }

  private AddressType typeAmong(IpAddress address, List<IpAddress> own) {
    if (address.isMulticast()) {
      return AddressType.MULTICAST;
    }
    if (own.contains(address) || (address.isLoopback() && own.stream().anyMatch(this::isLoop))) {
      return AddressType.LOCAL;
    }
    return isBroadcast(address, own) ? AddressType.BROADCAST : AddressType.UNICAST;
  }

  private boolean isLoop(IpAddress address) {
    return address.isLoopback();
  }

  private boolean isBroadcast(IpAddress address, List<IpAddress> own) {
    return address.isIpv4()
        && (address.equals(IpAddress.ipv4(0xffff_ffffL))
            || own.stream().anyMatch(ip -> !ip.isLoopback() && isLastOf(address, ip)));
  }

  /** Whether an address is the last of the subnet of an interface's address. */
  private boolean isLastOf(IpAddress address, IpAddress own) {
    int bits =
        host.get().node().podCidr(own.family()).filter(cidr -> cidr.contains(own)).stream()
            .mapToInt(Cidr::prefixLength)
            .findFirst()
            .orElse(24);
    return address.equals(new Cidr(own, bits).at((1L << (32 - bits)) - 1)) && bits < 31;
  }

  @Override
  public Optional<IpAddress> masqueradeAddress(String outInterface, IpAddress destination) {
    return outInterface.equals(NodeHost.LOOPBACK)
        ? masqueradeToItself(destination)
        : firstAddress(outInterface, destination.family());
  }

  /**
   * On lo, inet_select_addr passes over addresses of scope host and takes another interface's;
   * ipv6_dev_get_saddr prefers the destination itself (RFC 6724, rule 1; Linux 6.18).
   */
  private Optional<IpAddress> masqueradeToItself(IpAddress destination) {
    return destination.isIpv4()
        ? firstAddress(NodeHost.UPLINK, destination.family())
        : Optional.of(destination);
  }

  @Override
  public Optional<IpAddress> firstAddress(String interfaceName, IpFamily family) {
    return addresses(interfaceName, family).stream().findFirst();
  }

  @Override
  public Optional<IpAddress> sourceAddressFor(IpAddress destination) {
    return host.get().sourceFor(destination);
  }

  private List<IpAddress> addresses(String interfaceName, IpFamily family) {
    return switch (interfaceName) {
      case NodeHost.LOOPBACK ->
          List.of(IpAddress.of(family == IpFamily.IPV4 ? "127.0.0.1" : "::1"));
      case NodeHost.UPLINK -> host.get().node().internalIp(family).stream().toList();
      case NodeHost.BRIDGE -> NodeHost.bridgeAddress(host.get().node(), family).stream().toList();
      default -> List.of();
    };
  }

  private List<IpAddress> allAddresses(IpFamily family) {
    return Stream.of(NodeHost.LOOPBACK, NodeHost.UPLINK, NodeHost.BRIDGE)
        .flatMap(name -> addresses(name, family).stream())
        .toList();
  }
}
