package io.kubenet.controlplane.scheduler;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.SpreadConstraint;
import io.kubenet.controlplane.store.Pods;
import io.kubenet.model.Node;
import java.util.List;

/** Counts what runs already for the topologySpreadConstraints of one Pod. */
final class SpreadCount {

  private final PodObject pod;
  private final Pods pods;

  SpreadCount(PodObject pod, Pods pods) {
    this.pod = pod;
    this.pods = pods;
  }

  /** Whether a node has the labels that all these constraints spread over. */
  static boolean hasKeys(Node node, List<SpreadConstraint> constraints) {
    return constraints.stream().allMatch(c -> node.labels().containsKey(c.topologyKey()));
  }

  /** Whether a node is counted at all (matchNodeInclusionPolicies). */
  boolean includes(Node node, SpreadConstraint constraint) {
    return (!constraint.policies().honorsAffinity() || pod.spec().placement().nodes().matches(node))
        && (!constraint.policies().honorsTaints()
            || NodeFilters.toleratesTaints(pod.spec().placement().tolerations(), node));
  }

  /** How many Pods on a node a constraint counts (countPodsMatchSelector). */
  int matching(SpreadConstraint constraint, Node node) {
    return (int)
        pods.onNode(node.name()).stream()
            .filter(other -> other.name().namespace().equals(pod.name().namespace()))
            .filter(PodObject::isActive)
            .filter(other -> constraint.counts(other.labels(), pod.labels()))
            .count();
  }
}
