package io.kubenet.controlplane.workload;

import java.time.Duration;

/**
 * How far a Deployment is: what its status says.
 *
 * @param counts its Pods
 * @param progress the reason of its condition Progressing
 * @param since when something last got better
 */
public record DeploymentStatus(Counts counts, Progress progress, Duration since) {

  /** Of a Deployment that nobody has looked at yet. */
  public static final DeploymentStatus NEW =
      new DeploymentStatus(new Counts(0, 0, 0, 0), Progress.NONE, Duration.ZERO);

  /**
   * The Pods of a Deployment that do not terminate.
   *
   * @param replicas all
   * @param updated those of its template
   * @param ready those that are ready
   * @param available those that have been ready for long enough
   */
  public record Counts(int replicas, int updated, int ready, int available) {

    /** Whether these are better than others (DeploymentProgressing). */
    boolean areBetterThan(Counts before) {
      return updated > before.updated
          || replicas - updated < before.replicas - before.updated
          || ready > before.ready
          || available > before.available;
    }

    /** Whether all are of the template, and available (DeploymentComplete). */
    boolean areComplete(int wanted) {
      return updated == wanted && replicas == wanted && available == wanted;
    }
  }

  /** What the condition Progressing says. */
  public enum Progress {
    /** There is no such condition. */
    NONE,
    /** True: NewReplicaSetCreated, ReplicaSetUpdated or FoundNewReplicaSet. */
    UNDER_WAY,
    /** True: NewReplicaSetAvailable. */
    COMPLETE,
    /** False: ProgressDeadlineExceeded. */
    TIMED_OUT,
    /** Unknown: DeploymentPaused. */
    PAUSED,
    /** Unknown: DeploymentResumed. */
    RESUMED
  }

  /** When a ReplicaSet of the template has been made. */
  public DeploymentStatus withNewSet(Duration now) {
    return new DeploymentStatus(counts, Progress.UNDER_WAY, now);
  }

  /** When the Deployment is paused, or not any more (checkPausedConditions). */
  public DeploymentStatus paused(boolean isPaused, Duration now) {
    if (progress == Progress.TIMED_OUT || isPaused == (progress == Progress.PAUSED)) {
      return this;
    }
    return new DeploymentStatus(counts, isPaused ? Progress.PAUSED : Progress.RESUMED, now);
  }

  /** With what there is now, where nobody asks for progress: while it is paused or scaled. */
  public DeploymentStatus with(Counts changed) {
    return new DeploymentStatus(changed, progress, since);
  }

  /** With what there is now (syncRolloutStatus). */
  public DeploymentStatus with(Counts changed, Deployment deployment, Duration now) {
    if (progress == Progress.COMPLETE && changed.replicas() == changed.updated()) {
      return with(changed);
    }
    if (changed.areComplete(deployment.replicas())) {
      return new DeploymentStatus(changed, Progress.COMPLETE, now);
    }
    if (changed.areBetterThan(counts)) {
      return new DeploymentStatus(changed, Progress.UNDER_WAY, now);
    }
    boolean isStuck =
        progress != Progress.NONE
            && progress != Progress.COMPLETE
            && since.plus(deployment.progress().deadline()).compareTo(now) < 0;
    return isStuck ? new DeploymentStatus(changed, Progress.TIMED_OUT, since) : with(changed);
  }

  /** Whether nothing is to be looked at again for it to be found stuck. */
  public boolean isDecided() {
    return progress == Progress.NONE
        || progress == Progress.COMPLETE
        || progress == Progress.TIMED_OUT;
  }
}
