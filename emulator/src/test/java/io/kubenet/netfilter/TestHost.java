package io.kubenet.netfilter;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.AddressType;
import java.util.Optional;

/** A node: 192.168.0.11 and fd00:192::11 on eth0, 10.244.1.1 and fd00:10:244:1::1 on cni0. */
final class TestHost implements HostNetwork {

  @Override
  public AddressType typeOf(IpAddress address) {
    if (address.isLoopback() || isOwn(address)) {
      return AddressType.LOCAL;
    }
    return address.isMulticast() ? AddressType.MULTICAST : AddressType.UNICAST;
  }

  @Override
  public AddressType typeOn(IpAddress address, String interfaceName) {
    return firstAddress(interfaceName, address.family()).filter(address::equals).isPresent()
        ? AddressType.LOCAL
        : AddressType.UNICAST;
  }

  @Override
  public Optional<IpAddress> masqueradeAddress(String outInterface, IpAddress destination) {
    return firstAddress(outInterface, destination.family());
  }

  @Override
  public Optional<IpAddress> firstAddress(String interfaceName, IpFamily family) {
    boolean isIpv4 = family == IpFamily.IPV4;
    return switch (interfaceName) {
      case "eth0" -> Optional.of(IpAddress.of(isIpv4 ? "192.168.0.11" : "fd00:192::11"));
      case "cni0" -> Optional.of(IpAddress.of(isIpv4 ? "10.244.1.1" : "fd00:10:244:1::1"));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> interfaceTo(IpAddress address) {
    return typeOf(address) == AddressType.LOCAL
        ? Optional.empty()
        : Optional.of(address.toString().startsWith("10.244.1.") ? "cni0" : "eth0");
  }

  @Override
  public boolean isBridge(String interfaceName) {
    return interfaceName.equals("cni0");
  }

  @Override
  public Optional<IpAddress> sourceAddressFor(IpAddress destination) {
    return firstAddress(
        destination.toString().startsWith("10.244.1.") ? "cni0" : "eth0", destination.family());
  }

  private boolean isOwn(IpAddress address) {
    return firstAddress("eth0", address.family()).filter(address::equals).isPresent()
        || firstAddress("cni0", address.family()).filter(address::equals).isPresent();
  }
}
