package io.kubenet.netfilter.iptables;

import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.iptables.AddressTypeMatch;
import io.kubenet.ruleset.iptables.AddressTypes;
import io.kubenet.ruleset.iptables.Negatable;
import java.util.Optional;

/** What the packet's addresses are to the host (xt_addrtype.c of Linux 6.18). */
final class AddressTypeCondition implements Condition {

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
        || asked.get().holdsWhere(asked.get().value().types().contains(type(passage, address)));
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
