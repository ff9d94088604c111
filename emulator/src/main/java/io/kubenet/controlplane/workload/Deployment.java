package io.kubenet.controlplane.workload;

import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.model.LabelSelector;
import java.time.Duration;

/**
 * A Deployment.
 *
 * @param key its name
 * @param selector the Pods that are its own
 * @param template what it makes Pods from
 * @param replicas how many Pods
 * @param strategy how it goes from one template to the next
 * @param history how many ReplicaSets of old templates it keeps
 * @param isPaused whether it leaves its ReplicaSets' templates as they are
 * @param progress what counts as progress
 */
public record Deployment(
    WorkloadKey key,
    LabelSelector selector,
    PodTemplate template,
    int replicas,
    Strategy strategy,
    int history,
    boolean isPaused,
    Progress progress)
    implements Workload {

  /**
   * How a Deployment goes from one template to the next.
   *
   * @param isRecreate whether it takes all old Pods away first
   * @param maxSurge how many Pods over its number there may be
   * @param maxUnavailable how many Pods below its number may be available
   */
  public record Strategy(boolean isRecreate, Share maxSurge, Share maxUnavailable) {}

  /**
   * What counts as progress of a rollout.
   *
   * @param minReady how long a Pod must be ready to count as available
   * @param deadline how long nothing may get better before the rollout is said to be stuck
   */
  public record Progress(Duration minReady, Duration deadline) {}

  @Override
  public Duration minReady() {
    return progress.minReady();
  }

  /** How many Pods over its number there may be (deploymentutil.MaxSurge). */
  public int surge() {
    return strategy.isRecreate() ? 0 : strategy.maxSurge().roundedUpOf(replicas);
  }

  /** How many Pods may be unavailable: 1 where neither may be any (ResolveFenceposts). */
  public int unavailable() {
    if (strategy.isRecreate() || replicas == 0) {
      return 0;
    }
    int unavailable = strategy.maxUnavailable().roundedDownOf(replicas);
    return unavailable == 0 && surge() == 0 ? 1 : Math.min(unavailable, replicas);
  }
}
