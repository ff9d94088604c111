package io.kubenet.controlplane.workload;

import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.model.LabelSelector;
import java.time.Duration;

/** What makes Pods from a template. */
public sealed interface Workload permits Deployment, ReplicaSet, StatefulSet, DaemonSet, Job {

  WorkloadKey key();

  /** The Pods that are its own. */
  LabelSelector selector();

  PodTemplate template();

  /** How long a Pod must be ready to count as available: minReadySeconds. */
  default Duration minReady() {
    return Duration.ZERO;
  }
}
