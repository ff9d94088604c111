package io.kubenet.controlplane;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.kubenet.controlplane.store.Memory;
import io.kubenet.controlplane.workload.DeploymentStatus;
import io.kubenet.controlplane.workload.JobStatus;
import io.kubenet.controlplane.workload.WorkloadKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What controllers have found out about their workloads from one memory to the next. */
final class ProgressReport {

  private ProgressReport() {}

  static List<Progressed> between(Memory before, Memory after) {
    ImmutableList.Builder<Progressed> all = ImmutableList.builder();
    if (before.deployments() != after.deployments()) {
      for (Map.Entry<WorkloadKey, DeploymentStatus> entry : after.deployments().entrySet()) {
        DeploymentStatus.Progress was = before.deployment(entry.getKey()).progress();
        DeploymentStatus.Progress is = entry.getValue().progress();
        if (was != is && is == DeploymentStatus.Progress.COMPLETE) {
          all.add(of("deployment-controller", "rollout complete", entry.getKey(), ""));
        } else if (was != is && is == DeploymentStatus.Progress.TIMED_OUT) {
          all.add(
              of(
                  "deployment-controller",
                  "rollout stuck",
                  entry.getKey(),
                  "ProgressDeadlineExceeded"));
        }
      }
    }
    if (before.jobs() != after.jobs()) {
      for (Map.Entry<WorkloadKey, JobStatus> entry : after.jobs().entrySet()) {
        Sets.difference(entry.getValue().conditions(), before.job(entry.getKey()).conditions())
            .stream()
            .filter(condition -> condition.equals("Complete") || condition.equals("Failed"))
            .forEach(
                condition ->
                    all.add(
                        of(
                            "job-controller",
                            "job " + condition.toLowerCase(Locale.ROOT),
                            entry.getKey(),
                            "")));
      }
    }
    return all.build();
  }

  private static Progressed of(
      String component, String what, WorkloadKey workload, String because) {
    return new Progressed(
        component, what, workload.kind().toLowerCase(Locale.ROOT) + "/" + workload.name(), because);
  }
}
