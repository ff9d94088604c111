package io.kubenet.controlplane;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.DisruptionBudget;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.StatefulSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the status of a PodDisruptionBudget says (disruption.go trySync, v1.36).
 *
 * @param healthy how many Pods are ready and do not terminate: currentHealthy
 * @param desired how many must be: desiredHealthy
 * @param expected how many there are or should be: expectedPods
 */
public record BudgetStatus(int healthy, int desired, int expected) {

  /** How many Pods may be evicted now: disruptionsAllowed. */
  public int allowed() {
    return expected == 0 ? 0 : Math.max(0, healthy - desired);
  }

  static BudgetStatus of(DisruptionBudget budget, Store store) {
    List<PodObject> pods = podsOf(budget, store).stream().filter(pod -> !pod.isFinished()).toList();
    int healthy = (int) pods.stream().filter(PodObject::isReadyToStay).count();
    int expected = budget.limit().isAbsolute() ? pods.size() : asked(pods, store);
    return new BudgetStatus(healthy, budget.limit().desired(expected), expected);
  }

  static List<PodObject> podsOf(DisruptionBudget budget, Store store) {
    return budget
        .selector()
        .map(selector -> store.pods().selected(budget.name().namespace(), selector))
        .orElse(List.of());
  }

  /** How many Pods the workloads of these ask for (getExpectedScale). */
  private static int asked(List<PodObject> pods, Store store) {
    Set<WorkloadKey> makers = new LinkedHashSet<>();
    for (PodObject pod : pods) {
      pod.metadata()
          .owner()
          .map(owner -> WorkloadKey.of(pod.name().namespace(), owner))
          .map(key -> maker(key, store))
          .ifPresent(makers::add);
    }
    return makers.stream()
        .flatMap(key -> store.workloads().get(key).stream())
        .mapToInt(BudgetStatus::replicas)
        .sum();
  }

  private static WorkloadKey maker(WorkloadKey key, Store store) {
    return store
        .workloads()
        .get(key)
        .flatMap(
            workload -> workload instanceof ReplicaSet set ? set.deployment() : Optional.empty())
        .orElse(key);
  }

  private static int replicas(Workload workload) {
    if (workload instanceof Deployment deployment) {
      return deployment.replicas();
    }
    if (workload instanceof ReplicaSet set) {
      return set.replicas();
    }
    return workload instanceof StatefulSet set ? set.replicas() : 0;
  }
}
