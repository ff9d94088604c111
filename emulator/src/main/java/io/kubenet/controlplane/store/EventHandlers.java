package io.kubenet.controlplane.store;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.Pod;
import java.util.Optional;

/**
 * What a change gives the controllers to do: their event handlers.
 *
 * @param store the store that changes
 * @param work where it is noted
 */
record EventHandlers(Store store, Work work) {

  /** A Pod is new or another: its workload, and the Services that select it, have work. */
  void podChanged(Optional<PodObject> before, PodObject after) {
    if (before.filter(there -> countsAs(there, after)).isPresent()) {
      makerOf(after).ifPresent(work::note);
    } else {
      before.ifPresent(this::noteOwners);
      noteOwners(after);
    }
    Optional<Pod> old = before.map(PodObject::toPod);
    if (!old.equals(Optional.of(after.toPod()))) {
      old.ifPresent(this::notePod);
      notePod(after.toPod());
    }
  }

  /** A Pod is taken away. */
  void podDeleted(PodObject pod) {
    noteOwners(pod);
    notePod(pod.toPod());
  }

  /** Whether a ReplicaSet, which counts Pods alone, has the same ones before and after. */
  private boolean countsAs(PodObject before, PodObject after) {
    return before.metadata().owner().equals(after.metadata().owner())
        && before.isActive() == after.isActive()
        && owner(after)
            .filter(ReplicaSet.class::isInstance)
            .map(Workload::selector)
            .filter(
                selector -> selector.matches(before.labels()) == selector.matches(after.labels()))
            .isPresent();
  }

  private Optional<Workload> owner(PodObject pod) {
    return pod.metadata()
        .owner()
        .flatMap(owner -> store.workloads().get(WorkloadKey.of(pod.name().namespace(), owner)));
  }

  private Optional<WorkloadKey> makerOf(PodObject pod) {
    return owner(pod).flatMap(EventHandlers::maker);
  }

  private static Optional<WorkloadKey> maker(Workload workload) {
    return workload instanceof ReplicaSet set ? set.deployment() : Optional.empty();
  }

  private void noteOwners(PodObject pod) {
    String namespace = pod.name().namespace();
    if (pod.metadata().owner().isPresent()) {
      workloadChanged(WorkloadKey.of(namespace, pod.metadata().owner().get()));
      return;
    }
    store.workloads().in(namespace).stream()
        .filter(workload -> workload.selector().matches(pod.labels()))
        .forEach(workload -> work.note(workload.key()));
  }

  /** A workload, or what it made, is another: so has the one that made it work. */
  void workloadChanged(WorkloadKey key) {
    work.note(key);
    store.workloads().get(key).flatMap(EventHandlers::maker).ifPresent(work::note);
  }

  /** The Services that select a Pod make their slices anew. */
  void notePod(Pod pod) {
    store
        .services()
        .selecting(pod.name().namespace(), pod.labels(), store.cluster())
        .forEach(work::noteService);
  }
}
