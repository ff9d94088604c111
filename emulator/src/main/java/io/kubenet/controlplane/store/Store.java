package io.kubenet.controlplane.store;

import io.kubenet.model.ClusterState;

/**
 * Everything that the control plane knows at one moment; a changed copy shares what did not change.
 *
 * @param cluster what networking reads
 * @param pods all Pods
 * @param workloads all workloads
 * @param services which Services select which Pods
 * @param hinting what is remembered to give hints
 * @param rejections the Pods that wait for a node
 * @param nextAge the age of the next Pod
 */
public record Store(
    ClusterState cluster,
    Pods pods,
    Workloads workloads,
    Services services,
    Hinting hinting,
    Rejections rejections,
    long nextAge) {

  /** Nothing. */
  public static final Store EMPTY =
      new Store(
          ClusterState.empty(),
          Pods.EMPTY,
          Workloads.EMPTY,
          Services.EMPTY,
          Hinting.EMPTY,
          Rejections.EMPTY,
          0);

  Store with(ClusterState changed) {
    return new Store(changed, pods, workloads, services, hinting, rejections, nextAge);
  }

  Store with(Pods changed) {
    return new Store(cluster, changed, workloads, services, hinting, rejections, nextAge);
  }

  Store with(Workloads changed) {
    return new Store(cluster, pods, changed, services, hinting, rejections, nextAge);
  }

  Store with(Services changed) {
    return new Store(cluster, pods, workloads, changed, hinting, rejections, nextAge);
  }

  Store with(Hinting changed) {
    return new Store(cluster, pods, workloads, services, changed, rejections, nextAge);
  }

  Store with(Rejections changed) {
    return new Store(cluster, pods, workloads, services, hinting, changed, nextAge);
  }

  Store aged() {
    return new Store(cluster, pods, workloads, services, hinting, rejections, nextAge + 1);
  }
}
