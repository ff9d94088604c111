package io.kubenet.controlplane.controller;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.model.Pod;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/**
 * The order in which a ReplicaSet takes Pods away (controller_utils.go ActivePodsWithRanks, v1.36):
 * those without a node, not running, not ready, of low deletion cost, on crowded nodes, ready for a
 * shorter time as its logarithm tells, young.
 */
final class ScaleDownOrder implements Comparator<PodObject> {

  private static final long LONGEST = Duration.ofDays(365).toSeconds();

  private final Comparator<PodObject> order;

  /**
   * The order of Pods.
   *
   * @param podsPerNode how many related Pods each node has
   * @param now the instant
   */
  ScaleDownOrder(Map<String, Integer> podsPerNode, Duration now) {
    this.order =
        Comparator.<PodObject, Boolean>comparing(pod -> pod.nodeName().isPresent())
            .thenComparing(ScaleDownOrder::phase)
            .thenComparing(pod -> pod.status().isReady())
            .thenComparing(PodObject::deletionCost)
            .thenComparing(
                pod -> -pod.nodeName().map(node -> podsPerNode.getOrDefault(node, 0)).orElse(0))
            .thenComparing(pod -> readyFor(pod, now))
            .thenComparing(pod -> -pod.age());
  }

  /** The binary logarithm of how long it has been ready (logarithmicRankDiff). */
  private static int readyFor(PodObject pod, Duration now) {
    Duration time = now.minus(pod.status().since());
    return !pod.status().isReady() || time.isNegative() || time.isZero()
        ? -1
        : time.toSeconds() > LONGEST
            ? Long.SIZE
            : Long.SIZE - 1 - Long.numberOfLeadingZeros(time.toNanos());
  }

  private static int phase(PodObject pod) {
    return pod.status().phase() == Pod.Phase.PENDING
        ? 0
        : pod.status().phase() == Pod.Phase.UNKNOWN ? 1 : 2;
  }

  @Override
  public int compare(PodObject one, PodObject other) {
    return order.compare(one, other);
  }
}
