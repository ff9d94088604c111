package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.ClusterState;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.NetworkPolicy.IpBlock;
import io.kubenet.model.NetworkPolicy.Rule;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which pods nothing on the way of their connections tells apart: those of one node, with the same
 * labels in the same namespace, in the same address blocks of policies.
 */
final class AlikePods {

  private final List<IpBlock> blocks;

  /** What tells pods apart. */
  record Likeness(
      Optional<String> node,
      boolean isHostNetwork,
      String namespace,
      Map<String, String> labels,
      List<IpFamily> families,
      List<IpBlock> blocks) {}

  AlikePods(ClusterState state) {
    this.blocks =
        state.networkPolicies().stream()
            .map(NetworkPolicy::ingress)
            .flatMap(Optional::stream)
            .flatMap(Collection::stream)
            .map(Rule::peers)
            .flatMap(Collection::stream)
            .filter(IpBlock.class::isInstance)
            .map(IpBlock.class::cast)
            .distinct()
            .collect(ImmutableList.toImmutableList());
  }

  Likeness likenessOf(Pod pod) {
    return new Likeness(
        pod.nodeName(),
        pod.isHostNetwork(),
        pod.name().namespace(),
        pod.labels(),
        pod.ips().stream().map(IpAddress::family).toList(),
        blocks.stream()
            .filter(block -> pod.ips().stream().anyMatch(block::contains))
            .collect(ImmutableList.toImmutableList()));
  }
}
