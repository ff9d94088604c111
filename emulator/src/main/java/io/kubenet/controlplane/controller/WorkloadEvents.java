package io.kubenet.controlplane.controller;

import io.kubenet.controlplane.pod.Owner;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The workloads of some kinds that a change gives work: their controllers' event handlers.
 *
 * @param kinds the kinds
 * @param work takes the workloads
 */
record WorkloadEvents(Predicate<String> kinds, Consumer<WorkloadKey> work) {

  void see(Change change) {
    Optional<PodObject> before = change.before(PodObject.class);
    Optional<PodObject> after = change.after(PodObject.class);
    if (before.isPresent() || after.isPresent()) {
      podChanged(before, after, change.store());
      return;
    }
    change
        .after(Workload.class)
        .or(() -> change.before(Workload.class))
        .ifPresent(
            workload -> {
              note(workload.key());
              maker(workload).ifPresent(this::note);
            });
  }

  private void note(WorkloadKey key) {
    if (kinds.test(key.kind())) {
      work.accept(key);
    }
  }

  /** A ReplicaSet that has as many Pods as before has nothing to do; its Deployment may have. */
  private void podChanged(Optional<PodObject> before, Optional<PodObject> after, Store store) {
    if (before.isPresent() && after.isPresent() && counts(before.get(), after.get(), store)) {
      noteMaker(after.get(), store);
    } else {
      before.ifPresent(pod -> noteOwners(pod, store));
      after.ifPresent(pod -> noteOwners(pod, store));
    }
  }

  private static boolean counts(PodObject before, PodObject after, Store store) {
    return before.metadata().owner().equals(after.metadata().owner())
        && before.isActive() == after.isActive()
        && owner(after, store)
            .filter(ReplicaSet.class::isInstance)
            .map(Workload::selector)
            .filter(
                selector -> selector.matches(before.labels()) == selector.matches(after.labels()))
            .isPresent();
  }

  private void noteMaker(PodObject pod, Store store) {
    owner(pod, store).flatMap(WorkloadEvents::maker).ifPresent(this::note);
  }

  private void noteOwners(PodObject pod, Store store) {
    String namespace = pod.name().namespace();
    Optional<Owner> owner = pod.metadata().owner();
    if (owner.isPresent()) {
      note(WorkloadKey.of(namespace, owner.get()));
      noteMaker(pod, store);
      return;
    }
    store.workloads().in(namespace).stream()
        .filter(workload -> workload.selector().matches(pod.labels()))
        .forEach(workload -> note(workload.key()));
  }

  private static Optional<Workload> owner(PodObject pod, Store store) {
    return pod.metadata()
        .owner()
        .flatMap(owner -> store.workloads().get(WorkloadKey.of(pod.name().namespace(), owner)));
  }

  private static Optional<WorkloadKey> maker(Workload workload) {
    return workload instanceof ReplicaSet set ? set.deployment() : Optional.empty();
  }
}
