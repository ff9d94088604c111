package io.kubenet.policy;

import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Address blocks for cluster IPs, which policies never see: kube-proxy has translated them. */
final class ClusterIpBlocks {

  private final ClusterState state;
  private final PodIndex pods;
  private final PlacedRule rule;

  private ClusterIpBlocks(ClusterState state, PodIndex pods, PlacedRule rule) {
    this.state = state;
    this.pods = pods;
    this.rule = rule;
  }

  static Stream<Finding> in(ClusterState state, PodIndex pods) {
    return PlacedRule.in(state).flatMap(rule -> new ClusterIpBlocks(state, pods, rule).findings());
  }

  private Stream<Finding> findings() {
    return IntStream.range(0, rule.rule().peers().size())
        .mapToObj(this::finding)
        .flatMap(Optional::stream);
  }

  /** A block that holds pods or nodes too, such as 0.0.0.0/0, is not about the cluster IP. */
  private Optional<Finding> finding(int index) {
    if (!(rule.rule().peers().get(index) instanceof NetworkPolicy.IpBlock block)) {
      return Optional.empty();
    }
    if (realAddresses().anyMatch(block::contains)) {
      return Optional.empty();
    }
    return state.services().stream()
        .filter(service -> service.clusterIps().stream().anyMatch(block::contains))
        .findFirst()
        .map(service -> describe(index, service));
  }

  private Stream<IpAddress> realAddresses() {
    return Stream.concat(
            pods.all().stream().map(Pod::ips), state.nodes().stream().map(Node::internalIps))
        .flatMap(Collection::stream);
  }

  private Finding describe(int index, Service service) {
    return Finding.warning(
        FindingKind.POLICY_BLOCK_OF_CLUSTER_IP,
        rule.at(rule.peerName(index) + ".ipBlock"),
        RuleText.peer(rule.rule().peers().get(index))
            + " holds the cluster IP of Service "
            + service.name()
            + ", which no policy sees: the destination is a pod's address by then",
        "select the Service's pods with podSelector and namespaceSelector");
  }
}
