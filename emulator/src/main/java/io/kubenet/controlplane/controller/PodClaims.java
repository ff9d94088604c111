package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.Owner;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.model.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The Pods of a workload: those that no longer match are let go, those that match and have no
 * controller are adopted (controller_ref_manager.go ClaimPods, v1.36).
 */
final class PodClaims {

  private final Workspace workspace;

  PodClaims(Workspace workspace) {
    this.workspace = workspace;
  }

  List<PodObject> claim(Workload workload) {
    return claim(workload, pod -> true);
  }

  /**
   * The Pods of a workload.
   *
   * @param isAdoptable what orphans must be to be adopted
   */
  List<PodObject> claim(Workload workload, Predicate<PodObject> isAdoptable) {
    for (PodObject pod : workspace.pods().ownedBy(workload.key())) {
      if (!workload.selector().matches(pod.labels()) && !pod.isTerminating()) {
        workspace.put(pod.with(pod.metadata().withOwner(Optional.empty())));
      }
    }
    orphans(workload).stream().filter(isAdoptable).forEach(pod -> adopt(workload, pod));
    return workspace.pods().ownedBy(workload.key());
  }

  private List<PodObject> orphans(Workload workload) {
    ObjectName name = workload.key().name();
    if (workload.selector().isEmpty()) {
      return ImmutableList.of();
    }
    return workspace.pods().selected(name.namespace(), workload.selector()).stream()
        .filter(pod -> pod.metadata().owner().isEmpty() && pod.isActive())
        .collect(ImmutableList.toImmutableList());
  }

  private void adopt(Workload workload, PodObject pod) {
    Owner owner = workload.key().asOwner();
    workspace.put(pod.with(pod.metadata().withOwner(Optional.of(owner))));
  }
}
