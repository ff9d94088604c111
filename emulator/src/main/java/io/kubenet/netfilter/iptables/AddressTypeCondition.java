package io.kubenet.netfilter.iptables;

import com.google.common.collect.Sets;
import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.iptables.match.AddressTypeMatch;
import io.kubenet.ruleset.iptables.match.AddressTypes;
import io.kubenet.ruleset.iptables.match.Negatable;
import java.util.Optional;
import java.util.Set;

/** What the packet's addresses are to the host (xt_addrtype.c of Linux 6.18). */
final class AddressTypeCondition implements Condition {

  /**
   * What is asked of an address.
   *
   * @param types the types, one of which it must have
   * @param ofTheAddress those that an IPv6 address itself shows
   * @param ofRoutes those that routes say of an IPv6 address
   */
  private record Asked(
      Negatable<AddressTypes> types, Set<AddressType> ofTheAddress, Set<AddressType> ofRoutes) {

    private static final Set<AddressType> SHOWN =
        Sets.immutableEnumSet(AddressType.UNSPEC, AddressType.UNICAST, AddressType.MULTICAST);

    static Asked of(Negatable<AddressTypes> asked) {
      Set<AddressType> types = asked.value().types();
      return new Asked(
          asked,
          Sets.immutableEnumSet(Sets.intersection(types, SHOWN)),
          Sets.immutableEnumSet(Sets.difference(types, SHOWN)));
    }
  }

  private final Optional<Asked> source;
  private final Optional<Asked> destination;
  private final AddressTypeMatch.Limit limit;

  AddressTypeCondition(AddressTypeMatch match) {
    this.source = match.source().map(Asked::of);
    this.destination = match.destination().map(Asked::of);
    this.limit = match.limit();
  }

  @Override
  public boolean holds(Passage passage) {
    return isType(source, passage, passage.packet().source())
        && isType(destination, passage, passage.packet().destination());
  }

  private boolean isType(Optional<Asked> asked, Passage passage, IpAddress address) {
    if (asked.isEmpty()) {
      return true;
    }
    passage.askedHostOf(address);
    return asked.get().types().holdsWhere(isAmong(asked.get(), passage, address));
  }

  private boolean isAmong(Asked asked, Passage passage, IpAddress address) {
    return address.isIpv4()
        ? asked.types().value().types().contains(type(passage, address))
        : isAmongIpv6(asked, passage, address);
  }

  /**
   * In IPv6 the address itself says whether it is multicast, unicast or unspecified, and must be
   * all of these that are named: one of the host's own is unicast too. Routes say the others
   * (match_type6).
   */
  private boolean isAmongIpv6(Asked asked, Passage passage, IpAddress address) {
    return asked.ofTheAddress().stream().allMatch(type -> type == typeByItself(address))
        && (asked.ofRoutes().isEmpty() || asked.ofRoutes().contains(type(passage, address)));
  }

  private static AddressType typeByItself(IpAddress address) {
    if (address.isUnspecified()) {
      return AddressType.UNSPEC;
    }
    return address.isMulticast() ? AddressType.MULTICAST : AddressType.UNICAST;
  }

  private AddressType type(Passage passage, IpAddress address) {
    Optional<String> limitedTo =
        switch (limit) {
          case NONE -> Optional.empty();
          case IN_INTERFACE -> passage.buffer().inInterface();
          case OUT_INTERFACE -> passage.buffer().outInterface();
        };
    return limitedTo
        .map(name -> passage.host().typeOn(address, name))
        .orElseGet(() -> passage.host().typeOf(address));
  }
}
