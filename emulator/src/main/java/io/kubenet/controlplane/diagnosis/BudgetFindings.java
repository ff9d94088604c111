package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.DisruptionBudget;
import io.kubenet.controlplane.workload.StatefulSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.LabelSelector;
import java.util.Collection;
import java.util.List;

/**
 * What is wrong with one PodDisruptionBudget.
 *
 * @param cluster where its pods are
 * @param workloads what makes them
 * @param budget the budget
 */
record BudgetFindings(
    ClusterState cluster, Collection<Workload> workloads, DisruptionBudget budget) {

  List<Raw> find() {
    int expected = budget.selector().map(this::expected).orElse(0);
    int desired = budget.limit().desired(expected);
    return expected == 0 || desired < expected
        ? ImmutableList.of()
        : ImmutableList.of(
            Raw.warning(
                FindingKind.BUDGET_ALLOWS_NOTHING,
                budget.limit().isOfUnavailable() ? "spec.maxUnavailable" : "spec.minAvailable",
                "lets no pod be evicted even when all %d are ready: a drain waits for ever"
                    .formatted(expected),
                "let at least one be missing, or run more pods"));
  }

  private int expected(LabelSelector selector) {
    return budget.limit().isAbsolute()
        ? (int)
            cluster.pods().stream()
                .filter(pod -> !pod.isFinished())
                .filter(pod -> pod.name().namespace().equals(budget.name().namespace()))
                .filter(pod -> selector.matches(pod.labels()))
                .count()
        : workloads.stream()
            .filter(w -> w.key().name().namespace().equals(budget.name().namespace()))
            .filter(w -> selector.matches(w.template().labels()))
            .mapToInt(BudgetFindings::replicas)
            .sum();
  }

  private static int replicas(Workload workload) {
    if (workload instanceof Deployment deployment) {
      return deployment.replicas();
    }
    return workload instanceof StatefulSet set ? set.replicas() : 0;
  }
}
