package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Rule;
import java.util.List;

/**
 * The rules of one port of a Service: a value that syncs, and nodes that are alike, share.
 *
 * @param dispatched its rules in the chains that all Services share
 * @param chains its own chains of the nat table
 */
record PortRules(ListMultimap<DispatchChain, Rule> dispatched, List<Chain> chains) {

  PortRules {
    dispatched = ImmutableListMultimap.copyOf(dispatched);
    chains = ImmutableList.copyOf(chains);
  }
}
