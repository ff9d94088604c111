package io.kubenet.controlplane.workload;

import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.model.LabelSelector;

/** What makes Pods from a template. */
public sealed interface Workload permits Deployment, ReplicaSet, StatefulSet, DaemonSet, Job {

  WorkloadKey key();

  /** The Pods that are its own. */
  LabelSelector selector();

  PodTemplate template();
}
