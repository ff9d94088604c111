package io.kubenet.kubeproxy.nftables;

import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.NamedSet;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The sets and chains that ports of Services have for themselves, by name; persistent.
 *
 * @param affinities the sets that remember clients
 * @param chains the chains
 */
record PortParts(PMap<String, NamedSet> affinities, PMap<String, Chain> chains) {

  static final PortParts NONE = new PortParts(HashTreePMap.empty(), HashTreePMap.empty());

  PortParts with(Iterable<PortRules> ports) {
    PMap<String, NamedSet> moreAffinities = affinities;
    PMap<String, Chain> moreChains = chains;
    for (PortRules port : ports) {
      for (NamedSet affinity : port.affinities()) {
        moreAffinities = moreAffinities.plus(affinity.name(), affinity);
      }
      for (Chain chain : port.chains()) {
        moreChains = moreChains.plus(chain.name(), chain);
      }
    }
    return new PortParts(moreAffinities, moreChains);
  }

  PortParts without(Iterable<PortRules> ports) {
    PMap<String, NamedSet> fewerAffinities = affinities;
    PMap<String, Chain> fewerChains = chains;
    for (PortRules port : ports) {
      for (NamedSet affinity : port.affinities()) {
        fewerAffinities = fewerAffinities.minus(affinity.name());
      }
      for (Chain chain : port.chains()) {
        fewerChains = fewerChains.minus(chain.name());
      }
    }
    return new PortParts(fewerAffinities, fewerChains);
  }
}
