package io.kubenet.netfilter;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.ruleset.AddressType;
import java.util.Optional;

/** What rules ask of the host that they are on: its addresses, interfaces and routes. */
public interface HostNetwork {

  /**
   * What an address is to the host, by its routing tables: LOCAL for its own (all of 127.0.0.0/8
   * among them), BROADCAST, MULTICAST; UNICAST for what it would forward or send, an address
   * without a route included (inet_addr_type of the kernel answers so).
   */
  AddressType typeOf(IpAddress address);

  /** As {@link #typeOf}, where only addresses and routes of one interface count. */
  AddressType typeOn(IpAddress address, String interfaceName);

  /**
   * The address that a packet to a destination gets when it is masqueraded as it leaves by an
   * interface; empty where the interface has none, and the packet is dropped.
   */
  Optional<IpAddress> masqueradeAddress(String outInterface, IpAddress destination);

  /** The first address of an interface, where REDIRECT sends what came by it. */
  Optional<IpAddress> firstAddress(String interfaceName, IpFamily family);

  /**
   * The interface that a packet to an address leaves by; empty where the address is the host's own,
   * or has no route.
   */
  Optional<String> interfaceTo(IpAddress address);

  /** Whether an interface is a bridge. */
  boolean isBridge(String interfaceName);

  /**
   * Addresses that all questions here are answered for as for this one, at least this one itself.
   */
  default IntervalSet alike(IpAddress address) {
    return IntervalSet.of(address);
  }

  /** The address that the host itself sends from to a destination; empty without a route. */
  Optional<IpAddress> sourceAddressFor(IpAddress destination);

  /**
   * Whether an interface has a name on the host that rules were listed on; empty where nobody can
   * tell.
   *
   * @param interfaceName what the interface is called here
   * @param asked the name that a rule asks for; with a {@code +} behind it the start of names
   */
  default Optional<Boolean> isCalled(String interfaceName, String asked) {
    return Optional.of(InterfacePattern.matches(asked, interfaceName));
  }
}
