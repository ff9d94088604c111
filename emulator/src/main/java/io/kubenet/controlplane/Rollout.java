package io.kubenet.controlplane;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.ReplicaSet;
import java.time.Duration;

/**
 * How far a Deployment's rollout is.
 *
 * @param deployment the Deployment
 * @param store the cluster
 * @param now the instant
 */
record Rollout(Deployment deployment, Store store, Duration now) {

  /** Whether all Pods are of the new template and available, and no others are there. */
  boolean isComplete() {
    long available = 0;
    long all = 0;
    for (ReplicaSet set : store.workloads().replicaSetsOf(deployment.key())) {
      boolean isNew = set.template().hash().equals(deployment.template().hash());
      for (PodObject pod : store.pods().ownedBy(set.key())) {
        all += pod.isFinished() ? 0 : 1;
        available += isNew && pod.isAvailable(deployment.minReady(), now) ? 1 : 0;
      }
    }
    return all == deployment.replicas() && available == deployment.replicas();
  }
}
