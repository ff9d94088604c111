package io.kubenet.controlplane.scheduler;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.NodeUsage;
import io.kubenet.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a node has the resources that a Pod requests (noderesources fit.go fitsRequest, v1.36).
 *
 * <p>What a node's status leaves out of the resources that each node has is not short.
 */
final class ResourceFilter {

  static final String NAME = "NodeResourcesFit";

  private static final String PODS = "pods";

  private ResourceFilter() {}

  static Optional<Rejection> reject(PodObject pod, Node node, NodeUsage usage) {
    List<String> reasons = new ArrayList<>();
    boolean isFinal = false;
    if (usage.pods() + 1 > allocatable(node, PODS)) {
      reasons.add("Too many pods");
    }
    for (Map.Entry<String, Long> request : pod.spec().placement().requests().entrySet()) {
      long total = allocatable(node, request.getKey());
      long used = usage.requested().getOrDefault(request.getKey(), 0L);
      if (request.getValue() > 0 && request.getValue() > total - used) {
        reasons.add("Insufficient " + request.getKey());
        isFinal |= request.getValue() > total;
      }
    }
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rejection(NAME, reasons, isFinal));
  }

  private static long allocatable(Node node, String resource) {
    boolean isExtended = resource.contains("/") || resource.startsWith("hugepages-");
    return node.allocatable().getOrDefault(resource, isExtended ? 0L : Long.MAX_VALUE);
  }
}
