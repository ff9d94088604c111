package io.kubenet.controlplane.store;

import io.kubenet.controlplane.endpoints.Endpoints;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.workload.Revisions;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A store that is being changed, and what its changes give the controllers to do.
 *
 * <p>One step of the control plane has one workspace; its store is taken when nothing is left to
 * do.
 */
public final class Workspace {

  private Store store;
  private final Work work = new Work();

  public Workspace(Store store) {
    this.store = store;
  }

  public Store store() {
    return store;
  }

  public ClusterState cluster() {
    return store.cluster();
  }

  public Pods pods() {
    return store.pods();
  }

  public Workloads workloads() {
    return store.workloads();
  }

  public Work work() {
    return work;
  }

  /** Changes what networking reads, where no controller has anything to do about it. */
  public void change(UnaryOperator<ClusterState> change) {
    store = store.with(change.apply(store.cluster()));
  }

  /** Makes a Pod, or changes one; a new one gets its age. */
  public void put(PodObject pod) {
    work.noteUnbound(store(pod));
  }

  /** Changes a Pod for which no node was found. */
  public void putWaiting(PodObject pod) {
    store(pod);
  }

  private PodObject store(PodObject pod) {
    Optional<PodObject> before = pods().get(pod.name());
    PodObject aged = pod.withAge(before.map(PodObject::age).orElse(store.nextAge()));
    handlers().podChanged(before, aged);
    store = store.with(pods().with(aged)).with(cluster().with(aged.toPod()));
    if (before.isEmpty()) {
      store = store.aged();
    }
    return aged;
  }

  /** Takes a Pod away. */
  public void delete(PodObject pod) {
    handlers().podDeleted(pod);
    store =
        store
            .with(pods().without(pod.name()))
            .with(cluster().withoutPod(pod.name()))
            .with(store.rejections().without(pod.age(), pod.name()));
    work.notePodGone();
  }

  /** Takes away all Pods that are left in a namespace. */
  public void deletePodsOf(String namespace) {
    pods().all().stream()
        .filter(pod -> pod.name().namespace().equals(namespace))
        .toList()
        .forEach(this::delete);
  }

  /** Has the Services that select a Pod make their slices anew. */
  public void noteServices(PodObject pod) {
    handlers().notePod(pod.toPod());
  }

  private EventHandlers handlers() {
    return new EventHandlers(store, work);
  }

  /** Makes a workload, or changes one. */
  public void put(Workload workload) {
    store = store.with(workloads().with(workload));
    handlers().workloadChanged(workload.key());
  }

  /** Remembers the templates of a workload. */
  public void put(WorkloadKey key, Revisions revisions) {
    store = store.with(workloads().with(key, revisions));
  }

  /** Takes a workload away, with all that it made. */
  public void delete(WorkloadKey key) {
    workloads().replicaSetsOf(key).forEach(set -> delete(set.key()));
    pods().ownedBy(key).forEach(this::delete);
    handlers().workloadChanged(key);
    store = store.with(workloads().without(key));
  }

  /** Makes a Service, or changes one. */
  public void put(Service service) {
    Services others =
        cluster().service(service.name()).map(store.services()::without).orElse(store.services());
    store = store.with(others.with(service)).with(cluster().with(service));
    work.noteService(service.name());
  }

  /** Takes a Service away, with its slices. */
  public void delete(Service service) {
    store =
        store
            .with(store.services().without(service))
            .with(cluster().withoutService(service.name()));
    removeSlices(service.name());
    deleteEndpoints(service.name());
  }

  /** Puts slices in the place of those that the controller made for a Service. */
  public void replaceSlices(ObjectName service, Collection<EndpointSlice> slices) {
    removeSlices(service);
    for (EndpointSlice slice : slices) {
      store =
          store.with(cluster().with(slice)).with(store.services().withSlice(service, slice.name()));
    }
  }

  /** Puts copies in the place of those that the mirroring controller made for a Service. */
  public void replaceMirrored(ObjectName service, Collection<EndpointSlice> slices) {
    for (ObjectName slice : List.copyOf(store.services().mirroredSlicesOf(service))) {
      store =
          store
              .with(cluster().withoutSlice(service, slice))
              .with(store.services().withoutMirroredSlice(service, slice));
    }
    for (EndpointSlice slice : slices) {
      store =
          store
              .with(cluster().with(slice))
              .with(store.services().withMirroredSlice(service, slice.name()));
    }
  }

  private void removeSlices(ObjectName service) {
    for (ObjectName slice : List.copyOf(store.services().slicesOf(service))) {
      store =
          store
              .with(cluster().withoutSlice(service, slice))
              .with(store.services().withoutSlice(service, slice));
    }
  }

  /** Makes an Endpoints object, or changes one. */
  public void put(Endpoints endpoints) {
    store = store.with(store.services().with(endpoints));
    work.noteService(endpoints.name());
  }

  /** Takes an Endpoints object away, with the copies that the mirroring controller made of it. */
  public void deleteEndpoints(ObjectName service) {
    store = store.with(store.services().withoutEndpoints(service));
    replaceMirrored(service, List.of());
  }

  /** Remembers something for hints. */
  public void put(Hinting hinting) {
    store = store.with(hinting);
  }

  public void put(Rejections rejections) {
    store = store.with(rejections);
  }
}
