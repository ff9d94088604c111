package io.kubenet.controlplane.store;

import io.kubenet.controlplane.workload.DeploymentStatus;
import io.kubenet.controlplane.workload.JobStatus;
import io.kubenet.controlplane.workload.Revisions;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * What components remember and do not store; persistent.
 *
 * @param hinting what the EndpointSlice controller remembers to give hints
 * @param rejections the Pods that the scheduler found no node for
 * @param revisions the templates of StatefulSets and DaemonSets
 * @param deployments how far Deployments are
 * @param jobs how far Jobs are
 */
public record Memory(
    Hinting hinting,
    Rejections rejections,
    PMap<WorkloadKey, Revisions> revisions,
    PMap<WorkloadKey, DeploymentStatus> deployments,
    PMap<WorkloadKey, JobStatus> jobs) {

  /** Nothing. */
  public static final Memory NONE =
      new Memory(
          Hinting.EMPTY, Rejections.EMPTY, TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

  Memory with(Hinting changed) {
    return new Memory(changed, rejections, revisions, deployments, jobs);
  }

  Memory with(Rejections changed) {
    return new Memory(hinting, changed, revisions, deployments, jobs);
  }

  Memory with(WorkloadKey workload, Revisions changed) {
    return new Memory(hinting, rejections, revisions.plus(workload, changed), deployments, jobs);
  }

  Memory with(WorkloadKey workload, DeploymentStatus changed) {
    return new Memory(hinting, rejections, revisions, deployments.plus(workload, changed), jobs);
  }

  Memory with(WorkloadKey workload, JobStatus changed) {
    return new Memory(hinting, rejections, revisions, deployments, jobs.plus(workload, changed));
  }

  Memory without(WorkloadKey workload) {
    return new Memory(
        hinting,
        rejections,
        revisions.minus(workload),
        deployments.minus(workload),
        jobs.minus(workload));
  }

  /** How far a Deployment is. */
  public DeploymentStatus deployment(WorkloadKey workload) {
    return deployments.getOrDefault(workload, DeploymentStatus.NEW);
  }

  /** How far a Job is. */
  public JobStatus job(WorkloadKey workload) {
    return jobs.getOrDefault(workload, JobStatus.NEW);
  }

  /** The templates of a StatefulSet or DaemonSet whose template is this one now. */
  public Revisions revisions(Workload workload) {
    Revisions known = revisions.get(workload.key());
    return known == null ? Revisions.first(workload.template()) : known.to(workload.template());
  }
}
