package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.DaemonSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a DaemonSet updates that may have two Pods on a node for a while (podsShouldBeOnNode and
 * rollingUpdate of the daemon controller, v1.36).
 */
final class DaemonSurge {

  private final Workspace workspace;
  private final DaemonSet set;
  private final Predicate<PodObject> isOld;

  DaemonSurge(Workspace workspace, DaemonSet set, Predicate<PodObject> isOld) {
    this.workspace = workspace;
    this.set = set;
    this.isOld = isOld;
  }

  /** Leaves a node's oldest new Pod, and its oldest old one until the new one is of use. */
  void prune(List<PodObject> oldestFirst) {
    List<PodObject> old = oldestFirst.stream().filter(isOld).toList();
    List<PodObject> fresh = oldestFirst.stream().filter(isOld.negate()).toList();
    Iterables.concat(Iterables.skip(old, 1), Iterables.skip(fresh, 1)).forEach(workspace::delete);
    if (old.isEmpty() || fresh.isEmpty()) {
      return;
    }
    if (!isAvailable(old.get(0)) || isAvailable(fresh.get(0))) {
      workspace.delete(old.get(0));
    }
  }

  /**
   * The nodes that get a new Pod beside their old one now: those whose old one is of no use, and as
   * many others as may have two.
   */
  List<String> nodes(Map<String, List<PodObject>> byNode, int most) {
    long surging = byNode.values().stream().filter(this::isSurging).count();
    ImmutableList.Builder<String> nodes = ImmutableList.builder();
    long room = most - surging;
    for (Map.Entry<String, List<PodObject>> node : byNode.entrySet()) {
      Optional<PodObject> old = node.getValue().stream().filter(isOld).findFirst();
      if (old.isEmpty() || node.getValue().size() > 1) {
        continue;
      }
      if (!isAvailable(old.get())) {
        nodes.add(node.getKey());
      } else if (room > 0) {
        nodes.add(node.getKey());
        room--;
      }
    }
    return nodes.build();
  }

  private boolean isAvailable(PodObject pod) {
    return workspace.isAvailable(pod, set);
  }

  private boolean isSurging(List<PodObject> pods) {
    return pods.stream().anyMatch(isOld)
        && pods.stream().anyMatch(pod -> !isOld.test(pod) && !isAvailable(pod));
  }
}
