package io.kubenet.controlplane.store;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.endpoints.ManagedSlice;
import io.kubenet.controlplane.pod.Pace;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.workload.DeploymentStatus;
import io.kubenet.controlplane.workload.JobStatus;
import io.kubenet.controlplane.workload.Revisions;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * What one component works on: the cluster as far as it has seen it, and the API server, through
 * which it writes.
 */
public final class Workspace {

  private final Writes api;

  public Workspace(Writes api) {
    this.api = api;
  }

  public Store store() {
    return api.seen();
  }

  public ClusterState cluster() {
    return store().cluster();
  }

  public Pods pods() {
    return store().pods();
  }

  public Workloads workloads() {
    return store().workloads();
  }

  /** What the components remember. */
  public Memory memory() {
    return api.memory();
  }

  /** The instant. */
  public Duration now() {
    return api.now();
  }

  /** Makes a Pod, or changes one; a new one gets its age. */
  public void put(PodObject pod) {
    Optional<PodObject> before = pods().get(pod.name());
    if (before.equals(Optional.of(pod))) {
      return;
    }
    long age = before.map(PodObject::age).orElseGet(api::nextRevision);
    api.put(Stored.made(Tables.PODS, pod.withAge(age)));
  }

  /** Deletes a Pod: it is gone when its kubelet has ended it, at once if no kubelet has it. */
  public void delete(PodObject pod) {
    boolean isRun = pod.nodeName().isPresent() && !pod.isFinished();
    if (api.kubelets() == Pace.AT_ONCE || !isRun) {
      remove(pod);
    } else if (!pod.isTerminating()) {
      put(pod.with(pod.metadata().terminating()));
    }
  }

  /** Whether kubelets take time. */
  public Pace kubelets() {
    return api.kubelets();
  }

  /** Takes a Pod away. */
  public void remove(PodObject pod) {
    remove(Tables.PODS, pod);
  }

  /** Makes a node, or changes one. */
  public void put(Node node) {
    api.put(Stored.made(Tables.NODES, node));
  }

  /** Makes a workload, or changes one. */
  public void put(Workload workload) {
    api.put(Stored.made(Tables.workloads(workload.key().kind()), workload));
  }

  /** Takes a workload away. */
  public void delete(WorkloadKey key) {
    api.remove(ObjectKey.of(key.kind(), key.name()));
  }

  /** Remembers the templates of a workload. */
  public void remember(WorkloadKey key, Revisions revisions) {
    api.remember(memory().with(key, revisions));
  }

  /** Remembers how far a Deployment is. */
  public void remember(WorkloadKey key, DeploymentStatus status) {
    api.remember(memory().with(key, status));
  }

  /** Remembers how far a Job is. */
  public void remember(WorkloadKey key, JobStatus status) {
    api.remember(memory().with(key, status));
  }

  /** Whether a Pod has been ready for as long as its workload asks. */
  public boolean isAvailable(PodObject pod, Workload workload) {
    return pod.isAvailable(workload.minReady(), now());
  }

  /** Whether nothing takes time. */
  public boolean isAtRest() {
    return api.kubelets() == Pace.AT_ONCE;
  }

  /** Forgets the templates of a workload that is gone. */
  public void forget(WorkloadKey key) {
    api.remember(memory().without(key));
  }

  /** Remembers something for hints. */
  public void remember(Hinting hinting) {
    api.remember(memory().with(hinting));
  }

  /** Remembers which Pods found no node. */
  public void remember(Rejections rejections) {
    api.remember(memory().with(rejections));
  }

  /** Puts slices in the place of those that a controller made for a Service. */
  public void replaceSlices(ObjectName service, String manager, Collection<EndpointSlice> slices) {
    ImmutableList<ObjectName> names =
        slices.stream().map(EndpointSlice::name).collect(ImmutableList.toImmutableList());
    for (ObjectName name : ImmutableList.copyOf(store().services().slicesOf(service, manager))) {
      if (!names.contains(name)) {
        api.remove(ObjectKey.of(Tables.SLICES.kind(), name));
      }
    }
    for (EndpointSlice slice : slices) {
      ManagedSlice managed = new ManagedSlice(slice, manager);
      if (!stored(slice.name()).equals(Optional.of(managed))) {
        api.put(Stored.made(Tables.SLICES, managed));
      }
    }
  }

  private Optional<ManagedSlice> stored(ObjectName slice) {
    return store()
        .objects()
        .find(ObjectKey.of(Tables.SLICES.kind(), slice))
        .flatMap(there -> there.value(ManagedSlice.class));
  }

  /** Takes the Endpoints object of a Service away. */
  public void deleteEndpoints(ObjectName service) {
    ObjectKey key = ObjectKey.of(Tables.ENDPOINTS.kind(), service);
    if (store().objects().has(key)) {
      api.remove(key);
    }
  }

  private <V> void remove(Table<V> table, V object) {
    api.remove(ObjectKey.of(table.kind(), table.name(object)));
  }
}
