package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.trace.PolicyRefusal;
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

  /** What of it a flow that does not match it misses. */
  PolicyRefusal.Part missed(Flow flow) {
    if (matchesPort(flow)) {
      return PolicyRefusal.Part.PEER;
    }
    return matchesPeer(flow) ? PolicyRefusal.Part.PORT : PolicyRefusal.Part.PEER_AND_PORT;
  }

  private boolean matchesPeer(Flow flow) {
    return peers.isEmpty() || peers.stream().anyMatch(peer -> peer.matches(flow.peer()));
  }

  private boolean matchesPort(Flow flow) {
    return ports.isEmpty() || ports.stream().anyMatch(port -> port.matches(flow));
  }
}
