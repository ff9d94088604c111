package io.kubenet.netfilter.iptables;

import com.google.common.collect.Sets;
import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.iptables.AddressTypeMatch;
import io.kubenet.ruleset.iptables.AddressTypes;
import io.kubenet.ruleset.iptables.Negatable;
import java.util.Optional;
import java.util.Set;

/** What the packet's addresses are to the host (xt_addrtype.c of Linux 6.18). */
final class AddressTypeCondition implements Condition {

  private static final Set<AddressType> OF_THE_ADDRESS =
      Sets.immutableEnumSet(AddressType.UNSPEC, AddressType.UNICAST, AddressType.MULTICAST);

  private final AddressTypeMatch match;

  AddressTypeCondition(AddressTypeMatch match) {
    this.match = match;
  }

  @Override
  public boolean holds(Passage passage) {
    return isType(match.source(), passage, passage.packet().source())
        && isType(match.destination(), passage, passage.packet().destination());
  }

  private boolean isType(
      Optional<Negatable<AddressTypes>> asked, Passage passage, IpAddress address) {
    return asked.isEmpty()
        || asked.get().holdsWhere(isAmong(asked.get().value().types(), passage, address));
  }

  private boolean isAmong(Set<AddressType> types, Passage passage, IpAddress address) {
    return address.isIpv4()
        ? types.contains(type(passage, address))
        : isAmongIpv6(types, passage, address);
  }

  /**
   * In IPv6 the address itself says whether it is multicast, unicast or unspecified, and must be
   * all of these that are named: one of the host's own is unicast too. Routes say the others
   * (match_type6).
   */
  private boolean isAmongIpv6(Set<AddressType> types, Passage passage, IpAddress address) {
    Set<AddressType> ofTheAddress = Sets.intersection(types, OF_THE_ADDRESS);
    Set<AddressType> ofRoutes = Sets.difference(types, OF_THE_ADDRESS);
    return ofTheAddress.stream().allMatch(type -> type == typeByItself(address))
        && (ofRoutes.isEmpty() || ofRoutes.contains(type(passage, address)));
  }

  private static AddressType typeByItself(IpAddress address) {
    if (address.isUnspecified()) {
      return AddressType.UNSPEC;
    }
    return address.isMulticast() ? AddressType.MULTICAST : AddressType.UNICAST;
  }

  private AddressType type(Passage passage, IpAddress address) {
    Optional<String> limit =
        switch (match.limit()) {
          case NONE -> Optional.empty();
          case IN_INTERFACE -> passage.buffer().inInterface();
          case OUT_INTERFACE -> passage.buffer().outInterface();
        };
    return limit
        .map(name -> passage.host().typeOn(address, name))
        .orElseGet(() -> passage.host().typeOf(address));
  }
}
