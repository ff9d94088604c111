package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.DeploymentStatus;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.ObjectName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a Deployment's ReplicaSets and brings it from one to the next (deployment rolling.go,
 * recreate.go and sync.go, v1.36). A sync does one thing; what it changed has it called again.
 */
final class DeploymentController {

  private static final String HASH_LABEL = "pod-template-hash";

  /** What the controller waits beyond the deadline. */
  private static final Duration SKEW = Duration.ofSeconds(1);

  private final Workspace workspace;

  DeploymentController(Workspace workspace) {
    this.workspace = workspace;
  }

  void sync(Deployment deployment) {
    DeploymentStatus before =
        workspace
            .memory()
            .deployment(deployment.key())
            .paused(deployment.isPaused(), workspace.now());
    remember(deployment, before);
    work(deployment);
    DeploymentStatus worked = workspace.memory().deployment(deployment.key());
    List<ReplicaSet> sets = workspace.workloads().replicaSetsOf(deployment.key());
    DeploymentStatus.Counts counts = counts(deployment, sets);
    remember(
        deployment,
        deployment.isPaused() || isScaled(deployment, sets)
            ? worked.with(counts)
            : worked.with(counts, deployment, workspace.now()));
  }

  private void remember(Deployment deployment, DeploymentStatus status) {
    if (!status.equals(workspace.memory().deployment(deployment.key()))) {
      workspace.remember(deployment.key(), status);
    }
  }

  /** When a Deployment that does not get on is to be looked at again (requeueStuckDeployment). */
  Optional<Duration> untilStuck(Deployment deployment) {
    DeploymentStatus status = workspace.memory().deployment(deployment.key());
    return Optional.of(status)
        .filter(it -> !it.isDecided() && !workspace.isAtRest())
        .map(it -> it.since().plus(deployment.progress().deadline()).plus(SKEW))
        .map(at -> at.minus(workspace.now()))
        .filter(left -> !left.isNegative() && !left.isZero());
  }

  private DeploymentStatus.Counts counts(Deployment deployment, List<ReplicaSet> sets) {
    int replicas = 0;
    int updated = 0;
    int ready = 0;
    int available = 0;
    for (ReplicaSet set : sets) {
      for (PodObject pod : workspace.pods().ownedBy(set.key())) {
        replicas += pod.isActive() ? 1 : 0;
        updated += pod.isActive() && isNew(deployment, set) ? 1 : 0;
        ready += pod.isReadyToStay() ? 1 : 0;
        available += workspace.isAvailable(pod, set) ? 1 : 0;
      }
    }
    return new DeploymentStatus.Counts(replicas, updated, ready, available);
  }

  private void work(Deployment deployment) {
    List<ReplicaSet> sets =
        workspace.workloads().replicaSetsOf(deployment.key()).stream()
            .sorted(Comparator.comparing(ReplicaSet::revision))
            .collect(ImmutableList.toImmutableList());
    if (deployment.isPaused() || isScaled(deployment, sets)) {
      new DeploymentScale(workspace, deployment).scale(sets);
      return;
    }
    if (deployment.strategy().isRecreate()) {
      recreate(deployment, sets);
    } else {
      roll(deployment, sets);
    }
  }

  private static boolean isScaled(Deployment deployment, List<ReplicaSet> sets) {
    return sets.stream()
        .anyMatch(set -> set.replicas() > 0 && set.desired() != deployment.replicas());
  }

  private static boolean isNew(Deployment deployment, ReplicaSet set) {
    return set.template().hash().equals(deployment.template().hash());
  }

  private static Optional<ReplicaSet> newSet(Deployment deployment, List<ReplicaSet> sets) {
    return sets.stream().filter(set -> isNew(deployment, set)).findFirst();
  }

  private static List<ReplicaSet> oldSets(Deployment deployment, List<ReplicaSet> sets) {
    return sets.stream()
        .filter(set -> !isNew(deployment, set))
        .collect(ImmutableList.toImmutableList());
  }

  private void recreate(Deployment deployment, List<ReplicaSet> sets) {
    List<ReplicaSet> old = oldSets(deployment, sets);
    List<ReplicaSet> running =
        old.stream().filter(set -> set.replicas() > 0).collect(ImmutableList.toImmutableList());
    running.forEach(set -> workspace.put(set.withReplicas(0)));
    if (running.isEmpty() && old.stream().allMatch(this::isEmpty)) {
      scaleNew(deployment, sets, deployment.replicas());
      forget(deployment, sets);
    }
  }

  private boolean isEmpty(ReplicaSet set) {
    return workspace.pods().ownedBy(set.key()).stream().allMatch(PodObject::isFinished);
  }

  private void roll(Deployment deployment, List<ReplicaSet> sets) {
    if (scaleNew(deployment, sets, roomForNew(deployment, sets))) {
      return;
    }
    List<ReplicaSet> old = oldSets(deployment, sets);
    if (total(old) > 0) {
      remove(deployment, sets, old);
    }
    forget(deployment, sets);
  }

  private void remove(Deployment deployment, List<ReplicaSet> sets, List<ReplicaSet> old) {
    int down = removable(deployment, sets);
    if (down > 0 && !removeUnavailable(old, down)) {
      removeAvailable(deployment, sets, old);
    }
  }

  /** When a rollout is complete, the oldest empty sets go (cleanupDeployment). */
  private void forget(Deployment deployment, List<ReplicaSet> sets) {
    List<ReplicaSet> old = oldSets(deployment, sets);
    int surplus = old.size() - deployment.history();
    if (surplus > 0 && isComplete(deployment, sets)) {
      old.stream()
          .limit(surplus)
          .filter(set -> set.replicas() == 0 && workspace.pods().ownedBy(set.key()).isEmpty())
          .forEach(set -> workspace.delete(set.key()));
    }
  }

  private boolean isComplete(Deployment deployment, List<ReplicaSet> sets) {
    return total(sets) == deployment.replicas()
        && newSet(deployment, sets)
            .filter(set -> set.replicas() == deployment.replicas())
            .filter(set -> available(set) == deployment.replicas())
            .isPresent();
  }

  /** How many Pods the new set may have beside the others (NewRSNewReplicas). */
  private static int roomForNew(Deployment deployment, List<ReplicaSet> sets) {
    int present = newSet(deployment, sets).map(ReplicaSet::replicas).orElse(0);
    if (present >= deployment.replicas()) {
      return deployment.replicas();
    }
    int room = deployment.replicas() + deployment.surge() - total(sets);
    return present + Math.max(0, Math.min(room, deployment.replicas() - present));
  }

  /** Whether that changed anything. */
  private boolean scaleNew(Deployment deployment, List<ReplicaSet> sets, int replicas) {
    int revision = sets.stream().mapToInt(ReplicaSet::revision).max().orElse(0);
    Optional<ReplicaSet> present = newSet(deployment, sets);
    ReplicaSet wanted =
        present
            .map(set -> set.revision() == revision ? set : set.withRevision(revision + 1))
            .orElseGet(() -> create(deployment, revision + 1))
            .withReplicas(replicas)
            .withDesired(deployment.replicas())
            .withMinReady(deployment.minReady());
    if (present.equals(Optional.of(wanted))) {
      return false;
    }
    if (present.isEmpty()) {
      remember(
          deployment, workspace.memory().deployment(deployment.key()).withNewSet(workspace.now()));
    }
    workspace.put(wanted);
    return true;
  }

  private static ReplicaSet create(Deployment deployment, int revision) {
    PodTemplate template = deployment.template();
    ObjectName name = deployment.key().name();
    Map<String, String> labels = new TreeMap<>(template.labels());
    labels.put(HASH_LABEL, template.hash());
    Map<String, String> matched = new TreeMap<>(deployment.selector().matchLabels());
    matched.put(HASH_LABEL, template.hash());
    return new ReplicaSet(
        new WorkloadKey(
            "ReplicaSet", new ObjectName(name.namespace(), name.name() + "-" + template.hash())),
        new LabelSelector(matched, deployment.selector().matchExpressions()),
        template.withLabels(labels),
        0,
        Optional.of(deployment.key()),
        revision,
        deployment.replicas(),
        deployment.minReady());
  }

  /** How many Pods of old sets may go now (reconcileOldReplicaSets). */
  private int removable(Deployment deployment, List<ReplicaSet> sets) {
    int unavailableNew =
        newSet(deployment, sets).map(set -> set.replicas() - available(set)).orElse(0);
    return total(sets) - leastAvailable(deployment) - unavailableNew;
  }

  /** Pods that are of no use go first (cleanupUnhealthyReplicas); whether there were any. */
  private boolean removeUnavailable(List<ReplicaSet> old, int most) {
    int left = most;
    for (ReplicaSet set : old) {
      int useless = Math.min(left, set.replicas() - available(set));
      if (useless > 0) {
        workspace.put(set.withReplicas(set.replicas() - useless));
        left -= useless;
      }
    }
    return left < most;
  }

  private void removeAvailable(Deployment deployment, List<ReplicaSet> sets, List<ReplicaSet> old) {
    int left = sets.stream().mapToInt(this::available).sum() - leastAvailable(deployment);
    for (ReplicaSet set : old) {
      int down = Math.min(left, set.replicas());
      if (down > 0) {
        workspace.put(set.withReplicas(set.replicas() - down));
        left -= down;
      }
    }
  }

  private static int leastAvailable(Deployment deployment) {
    return deployment.replicas() - deployment.unavailable();
  }

  /**
   * A set that was made smaller still owns the Pods that it is about to delete. Its status, which
   * the real controller reads, never counts more than it wants.
   */
  private int available(ReplicaSet set) {
    long owned =
        workspace.pods().ownedBy(set.key()).stream()
            .filter(pod -> workspace.isAvailable(pod, set))
            .count();
    return (int) Math.min(set.replicas(), owned);
  }

  private static int total(List<ReplicaSet> sets) {
    return sets.stream().mapToInt(ReplicaSet::replicas).sum();
  }
}
