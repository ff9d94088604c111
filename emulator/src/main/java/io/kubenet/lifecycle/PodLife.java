package io.kubenet.lifecycle;

import com.google.common.collect.ImmutableList;
import io.kubenet.time.ApplicationRule;
import java.time.Duration;
import java.util.List;

/**
 * What of a pod decides when it serves and when it ends.
 *
 * @param containers its sidecars and its containers, in the order in which they start
 * @param gracePeriod its spec.terminationGracePeriodSeconds
 */
public record PodLife(List<ContainerLife> containers, Duration gracePeriod) {

  /** The grace period of a pod that names none (SetDefaults_PodSpec, v1.36). */
  public static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(30);

  public PodLife {
    containers = ImmutableList.copyOf(containers);
  }

  /** A pod with these containers, and the default grace period. */
  public static PodLife of(ContainerLife... containers) {
    return new PodLife(ImmutableList.copyOf(containers), DEFAULT_GRACE_PERIOD);
  }

  public PodLife withGracePeriod(Duration time) {
    return new PodLife(containers, time);
  }

  /**
   * The same with what a rule says of applications in its containers.
   *
   * @param pod {@code NAMESPACE/NAME} of this pod
   */
  public PodLife with(ApplicationRule rule, String pod) {
    return new PodLife(
        containers.stream()
            .map(one -> rule.appliesTo(pod, one.name()) ? one.with(rule.application()) : one)
            .collect(ImmutableList.toImmutableList()),
        gracePeriod);
  }
}
