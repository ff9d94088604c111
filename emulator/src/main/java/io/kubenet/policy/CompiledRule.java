package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.NetworkPolicy;
import java.util.List;

/**
 * The conditions of a rule.
 *
 * @param peers who is on the other side: any of these; empty for everybody
 * @param ports which ports: any of these; empty for all
 */
record CompiledRule(List<PeerMatcher> peers, List<PortMatcher> ports) {

  static CompiledRule of(NetworkPolicy.Rule rule, String namespace, Visits visits) {
    return new CompiledRule(
        rule.peers().stream()
            .map(peer -> PeerMatcher.of(peer, namespace, visits))
            .collect(ImmutableList.toImmutableList()),
        rule.ports().stream().map(PortMatcher::of).collect(ImmutableList.toImmutableList()));
  }

  static CompiledRule of(AdminPolicyRule rule, Visits visits) {
    return new CompiledRule(
        rule.peers().stream()
            .map(peer -> PeerMatcher.of(peer, visits))
            .collect(ImmutableList.toImmutableList()),
        rule.ports().stream().map(PortMatcher::of).collect(ImmutableList.toImmutableList()));
  }

  boolean matches(Flow flow) {
    return matchesPort(flow) && matchesPeer(flow);
  }

  Fit fit(Flow flow) {
    return Fit.of(matchesPeer(flow), matchesPort(flow));
  }

  private boolean matchesPeer(Flow flow) {
    return peers.isEmpty() || peers.stream().anyMatch(peer -> peer.matches(flow.peer()));
  }

  private boolean matchesPort(Flow flow) {
    return ports.isEmpty() || ports.stream().anyMatch(port -> port.matches(flow));
  }
}
