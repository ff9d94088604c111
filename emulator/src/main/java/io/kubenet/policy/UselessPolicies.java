package io.kubenet.policy;

import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Policies that restrict nobody. */
final class UselessPolicies {

  private UselessPolicies() {}

  static Stream<Finding> in(ClusterState state, PodIndex pods) {
    return state.networkPolicies().stream()
        .map(policy -> in(policy, pods))
        .flatMap(Optional::stream);
  }

  /** A policy for all pods of a namespace without pods is there for those to come. */
  private static Optional<Finding> in(NetworkPolicy policy, PodIndex pods) {
    List<Pod> selected = pods.selectedBy(policy);
    if (selected.isEmpty() && !policy.podSelector().isEmpty()) {
      return Optional.of(nobody(policy, pods));
    }
    if (!selected.isEmpty() && selected.stream().allMatch(Pod::isHostNetwork)) {
      return Optional.of(nodesAlone(policy, selected));
    }
    return Optional.empty();
  }

  private static Finding nobody(NetworkPolicy policy, PodIndex pods) {
    String namespace = policy.name().namespace();
    return Finding.warning(
        FindingKind.POLICY_SELECTS_NO_POD,
        place(policy),
        "selects no pod: none in namespace '" + namespace + "' has " + policy.podSelector(),
        "compare with the labels of its pods: " + Names.ofLabels(pods.ofNamespace(namespace)));
  }

  private static Finding nodesAlone(NetworkPolicy policy, List<Pod> selected) {
    return Finding.warning(
        FindingKind.POLICY_SELECTS_HOST_NETWORK,
        place(policy),
        "selects only pods in their host's network, which policies do not restrict: "
            + Names.of(selected),
        "take hostNetwork from these pods, or restrict them at the node");
  }

  private static Finding.Subject place(NetworkPolicy policy) {
    return new Finding.Subject("NetworkPolicy", policy.name().toString(), "spec.podSelector");
  }
}
