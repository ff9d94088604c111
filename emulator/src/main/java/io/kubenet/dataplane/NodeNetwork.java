package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.HostNetwork;
import io.kubenet.ruleset.AddressType;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node's rules ask of its addresses and routes.
 *
 * @param host the node, as it is now
 */
record NodeNetwork(Supplier<NodeHost> host) implements HostNetwork {

  @Override
  public AddressType typeOf(IpAddress address) {
    return host.get().typeOf(address);
  }

  @Override
  public AddressType typeOn(IpAddress address, String interfaceName) {
    return interfaces().typeOn(address, interfaceName);
  }

  private Interfaces interfaces() {
    return host.get().interfaces();
  }

  /** Of an interface without addresses the first other's is taken (inet_select_addr). */
  @Override
  public Optional<IpAddress> masqueradeAddress(String outInterface, IpAddress destination) {
    if (outInterface.equals(Interfaces.LOOPBACK)) {
      return masqueradeToItself(destination);
    }
    boolean isBare =
        host.get().hasVeths() && interfaces().hasNone(outInterface, destination.family());
    return firstAddress(isBare ? Interfaces.UPLINK : outInterface, destination.family());
  }

  /**
   * On lo, inet_select_addr passes over addresses of scope host and takes another interface's;
   * ipv6_dev_get_saddr prefers the destination itself (RFC 6724, rule 1; Linux 6.18).
   */
  private Optional<IpAddress> masqueradeToItself(IpAddress destination) {
    return destination.isIpv4()
        ? firstAddress(Interfaces.UPLINK, destination.family())
        : Optional.of(destination);
  }

  @Override
  public Optional<IpAddress> firstAddress(String interfaceName, IpFamily family) {
    return interfaces().firstAddress(interfaceName, family);
  }

  @Override
  public Optional<String> interfaceTo(IpAddress address) {
    return typeOf(address) == AddressType.LOCAL
        ? Optional.empty()
        : host.get().routeTo(address).map(NextHop::device);
  }

  @Override
  public boolean isBridge(String interfaceName) {
    return interfaceName.equals(Interfaces.BRIDGE);
  }

  @Override
  public Optional<IpAddress> sourceAddressFor(IpAddress destination) {
    return host.get().sourceFor(destination);
  }

  @Override
  public Optional<Boolean> isCalled(String interfaceName, String asked) {
    return host.get().interfaceNames().isCalled(interfaceName, asked);
  }
}
