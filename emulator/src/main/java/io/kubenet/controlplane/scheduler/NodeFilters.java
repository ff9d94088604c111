package io.kubenet.controlplane.scheduler;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.Toleration;
import io.kubenet.controlplane.store.NodeUsage;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.Node;
import java.util.List;
import java.util.Optional;

/**
 * The filters that look at one node alone, in the order of the scheduler's default profile (v1.36).
 */
final class NodeFilters {

  static final String NODE_UNSCHEDULABLE = "NodeUnschedulable";
  static final String TAINT_TOLERATION = "TaintToleration";
  static final String NODE_AFFINITY = "NodeAffinity";
  static final String NODE_PORTS = "NodePorts";

  private static final Node.Taint CORDON =
      new Node.Taint("node.kubernetes.io/unschedulable", "", Node.Effect.NO_SCHEDULE);

  private NodeFilters() {}

  /** The first filter's rejection; empty if all let the Pod through. */
  static Optional<Rejection> reject(PodObject pod, Node node, NodeUsage usage) {
    if (!pod.spec().placement().nodes().considers(node)) {
      return rejected(NODE_AFFINITY, "node(s) didn't satisfy plugin(s) [NodeAffinity]");
    }
    return unschedulable(pod, node)
        .or(() -> tainted(pod, node))
        .or(() -> unwanted(pod, node))
        .or(() -> portTaken(pod, usage))
        .or(() -> ResourceFilter.reject(pod, node, usage));
  }

  static Optional<Rejection> unschedulable(PodObject pod, Node node) {
    return node.isUnschedulable() && !tolerates(pod.spec().placement().tolerations(), CORDON)
        ? rejected(NODE_UNSCHEDULABLE, "node(s) were unschedulable")
        : Optional.empty();
  }

  static Optional<Rejection> tainted(PodObject pod, Node node) {
    return toleratesTaints(pod.spec().placement().tolerations(), node)
        ? Optional.empty()
        : rejected(TAINT_TOLERATION, "node(s) had untolerated taint(s)");
  }

  static boolean toleratesTaints(List<Toleration> tolerations, Node node) {
    return node.taints().stream()
        .filter(taint -> taint.effect() != Node.Effect.PREFER_NO_SCHEDULE)
        .allMatch(taint -> tolerates(tolerations, taint));
  }

  static boolean tolerates(List<Toleration> tolerations, Node.Taint taint) {
    return tolerations.stream().anyMatch(toleration -> toleration.tolerates(taint));
  }

  static Optional<Rejection> unwanted(PodObject pod, Node node) {
    return pod.spec().placement().nodes().matches(node)
        ? Optional.empty()
        : rejected(NODE_AFFINITY, "node(s) didn't match Pod's node affinity/selector");
  }

  private static Optional<Rejection> portTaken(PodObject pod, NodeUsage usage) {
    boolean isTaken =
        pod.spec().ports().stream()
            .filter(port -> port.hostPort().isPresent())
            .anyMatch(port -> usage.hostPorts().stream().anyMatch(has -> collide(port, has)));
    return isTaken
        ? Optional.of(
            Rejection.ofPods(
                NODE_PORTS, "node(s) didn't have free ports for the requested pod ports"))
        : Optional.empty();
  }

  /** Ports without an address have all of them (HostPortInfo CheckConflict). */
  private static boolean collide(ContainerPort one, ContainerPort other) {
    return one.hostPort().equals(other.hostPort())
        && one.protocol() == other.protocol()
        && (isOnAll(one) || isOnAll(other) || one.hostIp().equals(other.hostIp()));
  }

  private static boolean isOnAll(ContainerPort port) {
    return port.hostIp().map(ip -> ip.isUnspecified()).orElse(true);
  }

  private static Optional<Rejection> rejected(String filter, String reason) {
    return Optional.of(Rejection.ofNode(filter, reason));
  }
}
