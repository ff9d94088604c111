package io.kubenet.policy;

import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.NetworkPolicy;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Peers that no pod is. */
final class UnmatchedPeers {

  private UnmatchedPeers() {}

  static Stream<Finding> in(ClusterState state, PodIndex pods) {
    return PlacedRule.in(state).flatMap(rule -> in(rule, pods));
  }

  private static Stream<Finding> in(PlacedRule rule, PodIndex pods) {
    return IntStream.range(0, rule.rule().peers().size())
        .filter(i -> isUnmatched(rule, rule.rule().peers().get(i), pods))
        .mapToObj(i -> finding(rule, i));
  }

  private static boolean isUnmatched(PlacedRule rule, NetworkPolicy.Peer peer, PodIndex pods) {
    return peer instanceof NetworkPolicy.PodPeer wanted
        && pods.matching(wanted, rule.policy().name().namespace()).isEmpty();
  }

  private static Finding finding(PlacedRule rule, int peer) {
    return Finding.warning(
        FindingKind.POLICY_PEER_MATCHES_NO_POD,
        rule.at(rule.peerName(peer)),
        "no pod matches: " + RuleText.peer(rule.rule().peers().get(peer)),
        "compare with the labels of pods and namespaces; a podSelector alone is of the policy's own"
            + " namespace");
  }
}
