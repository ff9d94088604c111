package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NamedSet;
import java.util.List;

/**
 * The rules of one port of a Service in nftables mode: a value that syncs, and nodes that are
 * alike, share.
 *
 * @param port the port
 * @param elements its elements in the sets that all Services share
 * @param affinities the sets that remember clients
 * @param chains its own chains
 */
record PortRules(
    ProxiedPort port,
    ListMultimap<SharedSet, Element> elements,
    List<NamedSet> affinities,
    List<Chain> chains) {

  PortRules {
    elements = ImmutableListMultimap.copyOf(elements);
    affinities = ImmutableList.copyOf(affinities);
    chains = ImmutableList.copyOf(chains);
  }
}
