package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.ReplicaSet;
import java.util.Comparator;
import java.util.List;

/**
 * Brings the sets of a Deployment to another number of Pods, in proportion where several have Pods
 * (deployment sync.go scale, v1.36).
 */
final class DeploymentScale {

  private final Workspace workspace;
  private final Deployment deployment;

  DeploymentScale(Workspace workspace, Deployment deployment) {
    this.workspace = workspace;
    this.deployment = deployment;
  }

  void scale(List<ReplicaSet> sets) {
    List<ReplicaSet> active =
        sets.stream().filter(set -> set.replicas() > 0).collect(ImmutableList.toImmutableList());
    if (active.size() <= 1) {
      active.stream()
          .findFirst()
          .or(() -> sets.stream().reduce((first, second) -> second))
          .ifPresent(set -> put(set, deployment.replicas()));
    } else if (!deployment.strategy().isRecreate()) {
      inProportion(active);
    }
  }

  private void inProportion(List<ReplicaSet> active) {
    int allowed = deployment.replicas() == 0 ? 0 : deployment.replicas() + deployment.surge();
    int missing = allowed - active.stream().mapToInt(ReplicaSet::replicas).sum();
    List<ReplicaSet> biggestFirst =
        active.stream()
            .sorted(
                Comparator.comparing((ReplicaSet set) -> -set.replicas())
                    .thenComparing(set -> missing > 0 ? -set.revision() : set.revision()))
            .collect(ImmutableList.toImmutableList());
    int[] parts = biggestFirst.stream().mapToInt(set -> part(set, allowed, missing)).toArray();
    int left = missing;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = missing > 0 ? Math.min(parts[i], left) : Math.max(parts[i], left);
      left -= parts[i];
    }
    parts[0] += left;
    for (int i = 0; i < parts.length; i++) {
      ReplicaSet set = biggestFirst.get(i);
      put(set, Math.max(0, set.replicas() + parts[i]));
    }
  }

  /** What a set gains or loses (getReplicaSetFraction). */
  private int part(ReplicaSet set, int allowed, int missing) {
    if (missing == 0) {
      return 0;
    }
    if (deployment.replicas() == 0) {
      return -set.replicas();
    }
    int before = set.desired() + deployment.strategy().maxSurge().roundedUpOf(set.desired());
    return (int) Math.round((double) set.replicas() * allowed / before) - set.replicas();
  }

  private void put(ReplicaSet set, int replicas) {
    ReplicaSet scaled = set.withReplicas(replicas).withDesired(deployment.replicas());
    if (!scaled.equals(set)) {
      workspace.put(scaled);
    }
  }
}
