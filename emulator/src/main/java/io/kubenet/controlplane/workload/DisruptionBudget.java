package io.kubenet.controlplane.workload;

import io.kubenet.model.LabelSelector;
import io.kubenet.model.ObjectName;
import java.util.Optional;

/**
 * A PodDisruptionBudget: how many of some Pods evictions may take away at a time.
 *
 * @param name its name
 * @param selector the Pods that it is about; empty if it is about none
 * @param limit what it asks for
 * @param evictsUnready whether Pods that are not ready may always be evicted: AlwaysAllow
 */
public record DisruptionBudget(
    ObjectName name, Optional<LabelSelector> selector, Limit limit, boolean evictsUnready) {

  /**
   * What a budget asks for.
   *
   * @param share a number of Pods, or a percentage of those that their workloads ask for
   * @param isOfUnavailable whether so many may be missing; else so many must be ready
   */
  public record Limit(Share share, boolean isOfUnavailable) {

    /** How many Pods must be ready (getExpectedPodCount). */
    public int desired(int expected) {
      return isOfUnavailable
          ? Math.max(0, expected - share.roundedUpOf(expected))
          : share.roundedUpOf(expected);
    }

    /** Whether the Pods that there are count, and not those that their workloads ask for. */
    public boolean isAbsolute() {
      return !isOfUnavailable && !share.isPercentage();
    }
  }
}
