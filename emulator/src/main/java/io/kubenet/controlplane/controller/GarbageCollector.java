package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.endpoints.ManagedSlice;
import io.kubenet.controlplane.loop.Agenda;
import io.kubenet.controlplane.loop.Component;
import io.kubenet.controlplane.loop.Turn;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;

/**
 * Removes what belongs to objects that are gone: what a workload made, the slices of a Service, the
 * Pods of a node.
 */
public final class GarbageCollector implements Component {

  @Override
  public String name() {
    return "garbagecollector";
  }

  @Override
  public void see(Change change, Agenda agenda) {
    if (change.after().isEmpty()
        && (change.before(Workload.class).isPresent()
            || change.before(Service.class).isPresent()
            || change.before(Node.class).isPresent())) {
      agenda.note(Turn.GARBAGE, change.key());
    }
  }

  @Override
  public void sync(ObjectKey key, Workspace workspace, Agenda agenda) {
    if (workspace.store().objects().has(key)) {
      return;
    }
    switch (key.kind()) {
      case "Service" -> serviceGone(key.objectName(), workspace);
      case "Node" ->
          ImmutableList.copyOf(workspace.pods().onNode(key.name())).forEach(workspace::remove);
      default -> workloadGone(new WorkloadKey(key.kind(), key.objectName()), workspace);
    }
  }

  private static void serviceGone(ObjectName service, Workspace workspace) {
    workspace.replaceSlices(service, ManagedSlice.CONTROLLER, ImmutableList.of());
    workspace.replaceSlices(service, ManagedSlice.MIRRORING, ImmutableList.of());
    workspace.deleteEndpoints(service);
  }

  private static void workloadGone(WorkloadKey key, Workspace workspace) {
    workspace.forget(key);
    workspace.workloads().replicaSetsOf(key).forEach(set -> workspace.delete(set.key()));
    workspace.pods().ownedBy(key).forEach(workspace::delete);
  }
}
