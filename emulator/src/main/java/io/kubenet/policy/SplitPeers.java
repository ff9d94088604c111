package io.kubenet.policy;

import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.NetworkPolicy;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Peers that a hyphen too many has split in two, so that either is enough and not both needed. */
final class SplitPeers {

  private SplitPeers() {}

  static Stream<Finding> in(ClusterState state) {
    return PlacedRule.in(state).flatMap(SplitPeers::in);
  }

  private static Stream<Finding> in(PlacedRule rule) {
    return IntStream.range(1, rule.rule().peers().size())
        .filter(i -> isSplit(rule.rule().peers().get(i - 1), rule.rule().peers().get(i)))
        .mapToObj(i -> finding(rule, i));
  }

  private static boolean isSplit(NetworkPolicy.Peer first, NetworkPolicy.Peer second) {
    return (isNamespacesAlone(first) && isPodsAlone(second))
        || (isPodsAlone(first) && isNamespacesAlone(second));
  }

  private static boolean isNamespacesAlone(NetworkPolicy.Peer peer) {
    return peer instanceof NetworkPolicy.PodPeer pods
        && pods.namespaceSelector().isPresent()
        && pods.podSelector().isEmpty();
  }

  private static boolean isPodsAlone(NetworkPolicy.Peer peer) {
    return peer instanceof NetworkPolicy.PodPeer pods
        && pods.namespaceSelector().isEmpty()
        && pods.podSelector().isPresent();
  }

  private static Finding finding(PlacedRule rule, int second) {
    NetworkPolicy.Peer first = rule.rule().peers().get(second - 1);
    return Finding.warning(
        FindingKind.POLICY_PEER_SPLIT,
        rule.at(rule.peerName(second)),
        rule.name()
            + " is an OR: it admits "
            + RuleText.peer(first)
            + ", and besides them "
            + RuleText.peer(rule.rule().peers().get(second)),
        "to admit only pods that match both, write podSelector and namespaceSelector in one item:"
            + " remove the '-' before the second");
  }
}
