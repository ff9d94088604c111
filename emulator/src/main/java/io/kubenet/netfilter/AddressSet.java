package io.kubenet.netfilter;

import io.kubenet.ruleset.iptables.match.Side;
import java.util.List;
import java.util.Optional;

/** A set of addresses and ports that rules ask about by its name. */
public interface AddressSet {

  /**
   * Whether it holds parts of a packet.
   *
   * @param passage the packet
   * @param sides which end of the packet each part of an entry is compared with
   * @return empty where the set has entries of a kind that is not modelled
   */
  Optional<Boolean> holds(Passage passage, List<Side> sides);
}
