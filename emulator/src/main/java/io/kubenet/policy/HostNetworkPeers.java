package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Peers that mean pods on their node's network, which have the node's address. */
final class HostNetworkPeers {

  private HostNetworkPeers() {}

  static Stream<Finding> in(ClusterState state, PodIndex pods) {
    return PlacedRule.in(state)
        .flatMap(
            rule ->
                IntStream.range(0, rule.rule().peers().size())
                    .mapToObj(i -> in(rule, i, pods))
                    .flatMap(Optional::stream));
  }

  private static Optional<Finding> in(PlacedRule rule, int index, PodIndex pods) {
    if (!(rule.rule().peers().get(index) instanceof NetworkPolicy.PodPeer peer)) {
      return Optional.empty();
    }
    List<Pod> meant = pods.matching(peer, rule.policy().name().namespace());
    List<Pod> onHosts =
        meant.stream().filter(Pod::isHostNetwork).collect(ImmutableList.toImmutableList());
    boolean areAll = onHosts.size() == meant.size();
    return onHosts.isEmpty() || (!areAll && isOfAll(peer))
        ? Optional.empty()
        : Optional.of(finding(rule.at(rule.peerName(index)), onHosts, areAll));
  }

  /** Who lets whole namespaces in hardly means what runs on nodes' networks there. */
  private static boolean isOfAll(NetworkPolicy.PodPeer peer) {
    return peer.podSelector().orElseGet(LabelSelector::everything).isEmpty();
  }

  private static Finding finding(Finding.Subject place, List<Pod> onHosts, boolean areAll) {
    return Finding.warning(
        FindingKind.POLICY_PEER_ON_HOST_NETWORK,
        place,
        (areAll ? "means only" : "means also")
            + " pods on their node's network, which no podSelector selects: "
            + Names.of(onHosts),
        "they have their node's address: use an ipBlock of the nodes' addresses");
  }
}
