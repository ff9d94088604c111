package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.controlplane.pod.GeneratedName;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.model.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the number of Pods of ReplicaSets and ReplicationControllers (replica_set.go, v1.36). */
final class ReplicaSetController {

  private final Workspace workspace;

  ReplicaSetController(Workspace workspace) {
    this.workspace = workspace;
  }

  void sync(ReplicaSet set) {
    List<PodObject> active =
        new PodClaims(workspace)
            .claim(set).stream()
                .filter(PodObject::isActive)
                .collect(ImmutableList.toImmutableList());
    int surplus = active.size() - set.replicas();
    if (surplus > 0) {
      active.stream()
          .sorted(new ScaleDownOrder(podsPerNode(set, active), workspace.now()))
          .limit(surplus)
          .forEach(workspace::delete);
    } else {
      create(set, -surplus);
    }
  }

  /** A name that is free is taken again, so the same number of Pods has the same names. */
  private void create(ReplicaSet set, int missing) {
    int slot = 0;
    for (int made = 0; made < missing; slot++) {
      String name =
          GeneratedName.name(set.key().name().name() + "-", set.key().name() + "/" + slot);
      if (workspace.pods().get(new ObjectName(set.key().name().namespace(), name)).isEmpty()) {
        workspace.put(PodFactory.create(set.key(), name, set.template(), ImmutableSortedMap.of()));
        made++;
      }
    }
  }

  /** By node, the Pods of the set and of its Deployment's others (getIndirectlyRelatedPods). */
  private Map<String, Integer> podsPerNode(ReplicaSet set, List<PodObject> active) {
    Map<String, Integer> number = new TreeMap<>();
    count(active, number);
    set.deployment().stream()
        .flatMap(deployment -> workspace.workloads().replicaSetsOf(deployment).stream())
        .filter(other -> !other.key().equals(set.key()))
        .forEach(other -> count(workspace.pods().ownedBy(other.key()), number));
    return number;
  }

  private static void count(List<PodObject> pods, Map<String, Integer> number) {
    pods.stream()
        .filter(PodObject::isActive)
        .flatMap(pod -> pod.nodeName().stream())
        .forEach(node -> number.merge(node, 1, Integer::sum));
  }
}
