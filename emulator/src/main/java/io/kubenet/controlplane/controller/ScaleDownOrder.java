package io.kubenet.controlplane.controller;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.model.Pod;
import java.util.Comparator;
import java.util.Map;

/**
 * The order in which a ReplicaSet takes Pods away (controller_utils.go ActivePodsWithRanks, v1.36):
 * those without a node, not running, not ready, of low deletion cost, on crowded nodes, young.
 */
final class ScaleDownOrder implements Comparator<PodObject> {

  private final Comparator<PodObject> order;

  /**
   * The order of Pods.
   *
   * @param podsPerNode how many related Pods each node has
   */
  ScaleDownOrder(Map<String, Integer> podsPerNode) {
    this.order =
        Comparator.<PodObject, Boolean>comparing(pod -> pod.nodeName().isPresent())
            .thenComparing(ScaleDownOrder::phase)
            .thenComparing(pod -> pod.status().isReady())
            .thenComparing(PodObject::deletionCost)
            .thenComparing(
                pod -> -pod.nodeName().map(node -> podsPerNode.getOrDefault(node, 0)).orElse(0))
            .thenComparing(pod -> -pod.age());
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
