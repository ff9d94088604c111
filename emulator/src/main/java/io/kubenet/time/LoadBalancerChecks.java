package io.kubenet.time;

import java.time.Duration;

/**
 * How a load balancer finds out which nodes to use: it asks each at an interval, and believes an
 * answer when it was the same so often.
 */
public enum LoadBalancerChecks {
  /** The in-tree provider's NLB (cloud-provider-aws pkg/providers/v1/aws.go). */
  AWS_IN_TREE_NLB(30, 3, 3),
  /** The same with externalTrafficPolicy Local (aws_loadbalancer.go). */
  AWS_IN_TREE_NLB_LOCAL(10, 2, 2),
  /** The in-tree provider's Classic Load Balancer. */
  AWS_CLASSIC(10, 6, 2),
  /** The AWS Load Balancer Controller's NLB (pkg/service/model_builder.go). */
  AWS_NLB(10, 3, 3),
  /** The same for instances with externalTrafficPolicy Local. */
  AWS_NLB_LOCAL(10, 2, 2),
  /** Google Compute Engine's provider (providers/gce/gce.go). */
  GCE(8, 3, 1),
  /** GKE's subsetting with externalTrafficPolicy Local (ingress-gce healthchecksl4). */
  GKE_SUBSETTING_LOCAL(3, 2, 1),
  /** Azure's provider (cloud-provider-azure pkg/consts/consts.go). */
  AZURE(5, 2, 2);

  private final int interval;
  private final int unhealthyThreshold;
  private final int healthyThreshold;

  LoadBalancerChecks(int interval, int unhealthyThreshold, int healthyThreshold) {
    this.interval = interval;
    this.unhealthyThreshold = unhealthyThreshold;
    this.healthyThreshold = healthyThreshold;
  }

  /**
   * From a node's first failing to its being passed over: it fails somewhere between two checks.
   */
  public DelayInterval unhealthy() {
    return after(unhealthyThreshold);
  }

  /** From a node's first passing to its being used. */
  public DelayInterval healthy() {
    return after(healthyThreshold);
  }

  private DelayInterval after(int threshold) {
    return new DelayInterval(
        Duration.ofSeconds((long) interval * (threshold - 1)),
        Duration.ofSeconds((long) interval * threshold));
  }
}
