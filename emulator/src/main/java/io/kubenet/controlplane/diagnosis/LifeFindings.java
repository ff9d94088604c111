package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.workload.DaemonSet;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.finding.FindingKind;
import io.kubenet.lifecycle.ContainerLife;
import io.kubenet.time.Application;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What of a workload costs connections or pods when it changes. */
final class LifeFindings {

  private static final String GRACE = "spec.template.spec.terminationGracePeriodSeconds";

  private final Workload workload;

  LifeFindings(Workload workload) {
    this.workload = workload;
  }

  List<Raw> find() {
    ImmutableList.Builder<Raw> found = ImmutableList.builder();
    workload.template().spec().life().containers().stream()
        .flatMap(container -> cutOff(container).stream())
        .forEach(found::add);
    takesAll().ifPresent(found::add);
    return found.build();
  }

  /** preStop counts against the grace period, and what then is left of it is for the process. */
  private Optional<Raw> cutOff(ContainerLife container) {
    Duration grace = workload.template().spec().life().gracePeriod();
    Duration preStop = container.preStop().orElse(Duration.ZERO);
    Duration drain =
        container.application().onSigterm() == Application.OnSigterm.DRAIN
            ? container.application().drain()
            : Duration.ZERO;
    boolean isShort =
        preStop.plus(drain).compareTo(grace) > 0
            || (!preStop.isZero() && preStop.compareTo(grace) >= 0);
    return isShort
        ? Optional.of(
            Raw.warning(
                FindingKind.GRACE_PERIOD_TOO_SHORT,
                GRACE,
                "container '%s' takes %d s for preStop and %d s to drain, and is killed after %d s"
                    .formatted(
                        container.name(),
                        preStop.toSeconds(),
                        drain.toSeconds(),
                        grace.toSeconds()),
                "ask for more than %d s".formatted(preStop.plus(drain).toSeconds())))
        : Optional.empty();
  }

  private Optional<Raw> takesAll() {
    if (workload instanceof Deployment deployment
        && deployment.replicas() > 0
        && !deployment.strategy().isRecreate()
        && deployment.strategy().maxUnavailable().roundedDownOf(deployment.replicas())
            >= deployment.replicas()) {
      return Optional.of(
          all(
              "spec.strategy.rollingUpdate.maxUnavailable",
              deployment.replicas() == 1
                  ? "a rollout may take its only pod away before another is ready"
                  : "a rollout may take all %d pods away before another is ready"
                      .formatted(deployment.replicas())));
    }
    boolean isEveryNode =
        workload instanceof DaemonSet set
            && !set.updatesOnDelete()
            && set.maxUnavailable().isPercentage()
            && set.maxUnavailable().number() >= 100;
    return isEveryNode
        ? Optional.of(
            all(
                "spec.updateStrategy.rollingUpdate.maxUnavailable",
                "a rollout may take the pods of all nodes away at once"))
        : Optional.empty();
  }

  private static Raw all(String field, String problem) {
    return Raw.warning(
        FindingKind.ROLLOUT_MAY_TAKE_ALL,
        field,
        problem,
        "ask for less, such as 25%, or for 0 with a maxSurge");
  }
}
