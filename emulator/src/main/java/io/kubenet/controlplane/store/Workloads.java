package io.kubenet.controlplane.store;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.ObjectName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** All workloads, and which Deployment made which ReplicaSets; persistent. */
public final class Workloads {

  static final Workloads EMPTY = new Workloads(TreePMap.empty(), Index.empty());

  private final PSortedMap<WorkloadKey, Workload> byKey;
  private final Index<WorkloadKey> replicaSets;

  private Workloads(PSortedMap<WorkloadKey, Workload> byKey, Index<WorkloadKey> replicaSets) {
    this.byKey = byKey;
    this.replicaSets = replicaSets;
  }

  public Collection<Workload> all() {
    return byKey.values();
  }

  public Optional<Workload> get(WorkloadKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The workloads of a namespace, by name. */
  public Collection<Workload> in(String namespace) {
    return byKey
        .subMap(
            new WorkloadKey("", new ObjectName(namespace, "")),
            new WorkloadKey("", new ObjectName(namespace + "\0", "")))
        .values();
  }

  /** The ReplicaSets that a Deployment made, by name. */
  public List<ReplicaSet> replicaSetsOf(WorkloadKey deployment) {
    return replicaSets.get(deployment).stream()
        .map(name -> (ReplicaSet) byKey.get(new WorkloadKey("ReplicaSet", name)))
        .collect(ImmutableList.toImmutableList());
  }

  Workloads with(Workload workload) {
    Index<WorkloadKey> owned =
        deployment(workload)
            .map(owner -> replicaSets.with(owner, workload.key().name()))
            .orElse(replicaSets);
    return new Workloads(byKey.plus(workload.key(), workload), owned);
  }

  Workloads without(WorkloadKey key) {
    Index<WorkloadKey> owned =
        get(key)
            .flatMap(Workloads::deployment)
            .map(owner -> replicaSets.without(owner, key.name()))
            .orElse(replicaSets);
    return new Workloads(byKey.minus(key), owned);
  }

  private static Optional<WorkloadKey> deployment(Workload workload) {
    return workload instanceof ReplicaSet set ? set.deployment() : Optional.empty();
  }
}
