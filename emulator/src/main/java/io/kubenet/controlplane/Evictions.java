package io.kubenet.controlplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.store.Tables;
import io.kubenet.controlplane.workload.DisruptionBudget;
import io.kubenet.model.Pod;
import java.util.List;

/** Whether disruption budgets let a Pod be evicted now (eviction.go, v1.36). */
final class Evictions {

  private final Store store;

  Evictions(Store store) {
    this.store = store;
  }

  /** All budgets, by name. */
  List<DisruptionBudget> budgets() {
    return store
        .objects()
        .all(Tables.BUDGETS.kind())
        .flatMap(object -> object.value(DisruptionBudget.class).stream())
        .collect(ImmutableList.toImmutableList());
  }

  Eviction answer(PodObject pod) {
    if (pod.isFinished() || pod.isTerminating() || pod.status().phase() == Pod.Phase.PENDING) {
      return Eviction.CREATED;
    }
    List<DisruptionBudget> about =
        budgets().stream()
            .filter(budget -> budget.name().namespace().equals(pod.name().namespace()))
            .filter(
                budget -> budget.selector().filter(all -> all.matches(pod.labels())).isPresent())
            .toList();
    if (about.isEmpty()) {
      return Eviction.CREATED;
    }
    return about.size() > 1
        ? new Eviction(
            500,
            "This pod has more than one PodDisruptionBudget, which the eviction subresource does"
                + " not support.",
            "")
        : answer(pod, about.get(0));
  }

  private Eviction answer(PodObject pod, DisruptionBudget budget) {
    BudgetStatus status = BudgetStatus.of(budget, store);
    boolean isHealthy = status.healthy() >= status.desired() && status.desired() > 0;
    boolean isFree = !pod.status().isReady() && (budget.evictsUnready() || isHealthy);
    if (isFree || status.allowed() > 0) {
      return Eviction.CREATED;
    }
    return new Eviction(
        429,
        "Cannot evict pod as it would violate the pod's disruption budget.",
        "The disruption budget %s needs %d healthy pods and has %d currently"
            .formatted(budget.name().name(), status.desired(), status.healthy()));
  }
}
