package io.kubenet.controlplane.workload;

import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.model.LabelSelector;
import java.time.Duration;
import java.util.Optional;

/**
 * A ReplicaSet, or a ReplicationController: they do the same.
 *
 * @param key its kind and name
 * @param selector the Pods that are its own
 * @param template what it makes Pods from
 * @param replicas how many Pods
 * @param deployment the Deployment that made it
 * @param revision its place in the order of that Deployment's templates; 0 without one
 * @param desired the replicas of that Deployment when it last scaled it
 * @param minReady how long a Pod must be ready to count as available
 */
public record ReplicaSet(
    WorkloadKey key,
    LabelSelector selector,
    PodTemplate template,
    int replicas,
    Optional<WorkloadKey> deployment,
    int revision,
    int desired,
    Duration minReady)
    implements Workload {

  /** The annotation that holds the revision (deploymentutil RevisionAnnotation). */
  public static final String REVISION = "deployment.kubernetes.io/revision";

  /** The annotation that holds the desired replicas (deploymentutil DesiredReplicasAnnotation). */
  public static final String DESIRED = "deployment.kubernetes.io/desired-replicas";

  public ReplicaSet withReplicas(int number) {
    return new ReplicaSet(key, selector, template, number, deployment, revision, desired, minReady);
  }

  public ReplicaSet withRevision(int number) {
    return new ReplicaSet(key, selector, template, replicas, deployment, number, desired, minReady);
  }

  public ReplicaSet withDesired(int number) {
    return new ReplicaSet(
        key, selector, template, replicas, deployment, revision, number, minReady);
  }

  public ReplicaSet withMinReady(Duration time) {
    return new ReplicaSet(key, selector, template, replicas, deployment, revision, desired, time);
  }
}
