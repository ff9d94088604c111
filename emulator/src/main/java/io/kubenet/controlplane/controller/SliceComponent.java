package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.endpoints.EndpointSliceController;
import io.kubenet.controlplane.endpoints.ManagedSlice;
import io.kubenet.controlplane.endpoints.ServiceSlices;
import io.kubenet.controlplane.endpoints.ZoneCapacity;
import io.kubenet.controlplane.loop.Agenda;
import io.kubenet.controlplane.loop.Component;
import io.kubenet.controlplane.loop.Turn;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.Hinting;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Has the EndpointSlice controller make the slices of Services that something happened to. */
public final class SliceComponent implements Component {

  /** The key of looking at what the nodes have, which hints are made from. */
  private static final ObjectKey CAPACITY = new ObjectKey("", "", "capacity");

  @Override
  public String name() {
    return "endpointslice";
  }

  @Override
  public void see(Change change, Agenda agenda) {
    if (change.isOf("Pod")) {
      podChanged(change, agenda);
    } else if (change.isOf("Node")) {
      nodeChanged(change, agenda);
    } else if (change.after(Service.class).isPresent()
        && !change.before(Service.class).equals(change.after(Service.class))) {
      note(change.key().objectName(), agenda);
    }
  }

  private static void podChanged(Change change, Agenda agenda) {
    Optional<Pod> before = change.before(PodObject.class).map(PodObject::toPod);
    Optional<Pod> after = change.after(PodObject.class).map(PodObject::toPod);
    if (!before.equals(after)) {
      before.ifPresent(pod -> noteSelecting(pod, change.store(), agenda));
      after.ifPresent(pod -> noteSelecting(pod, change.store(), agenda));
    }
  }

  private static void noteSelecting(Pod pod, Store store, Agenda agenda) {
    store
        .services()
        .selecting(pod.name().namespace(), pod.labels(), store.cluster())
        .forEach(service -> note(service, agenda));
  }

  /** A Service that has left a Pod out because of its node tries again (reconciler.go, v1.36). */
  private static void nodeChanged(Change change, Agenda agenda) {
    Optional<Node> before = change.before(Node.class);
    Optional<Node> after = change.after(Node.class);
    if (before.isEmpty() && after.isPresent()) {
      change
          .store()
          .pods()
          .onNode(change.key().name())
          .forEach(pod -> noteSelecting(pod.toPod(), change.store(), agenda));
    }
    if (isOtherForHints(before, after)) {
      agenda.note(Turn.SERVICES, CAPACITY, -1);
    }
  }

  /** What makes the controller look at the nodes (updateNode, v1.36). */
  private static boolean isOtherForHints(Optional<Node> before, Optional<Node> after) {
    return before.isEmpty()
        || after.isEmpty()
        || before.get().isReady() != after.get().isReady()
        || !before.get().zone().equals(after.get().zone());
  }

  private static void note(ObjectName service, Agenda agenda) {
    agenda.note(Turn.SERVICES, ObjectKey.of("Service", service), 0);
  }

  @Override
  public void sync(ObjectKey key, Workspace workspace, Agenda agenda) {
    if (key.equals(CAPACITY)) {
      lookAtCapacity(workspace, agenda);
    } else {
      workspace
          .cluster()
          .service(key.objectName())
          .filter(EndpointSliceController::manages)
          .ifPresent(service -> sync(service, workspace));
    }
  }

  private static void lookAtCapacity(Workspace workspace, Agenda agenda) {
    Hinting hinting =
        workspace.memory().hinting().with(ZoneCapacity.of(workspace.cluster().nodes()));
    workspace.remember(hinting);
    hinting.overloaded().forEach(service -> note(service, agenda));
  }

  private static void sync(Service service, Workspace workspace) {
    ObjectName name = service.name();
    Hinting hinting = workspace.memory().hinting();
    ServiceSlices slices =
        new EndpointSliceController(workspace.cluster()::node, hinting.capacity())
            .sync(
                service,
                pods(service, workspace),
                new EndpointSliceController.Before(slices(name, workspace), hinting.memory(name)));
    workspace.replaceSlices(name, ManagedSlice.CONTROLLER, slices.slices());
    workspace.remember(hinting.with(name, slices.memory(), slices.events()));
  }

  private static List<EndpointSlice> slices(ObjectName service, Workspace workspace) {
    Collection<ObjectName> own =
        workspace.store().services().slicesOf(service, ManagedSlice.CONTROLLER);
    return workspace.cluster().slicesOf(service).stream()
        .filter(slice -> own.contains(slice.name()))
        .collect(ImmutableList.toImmutableList());
  }

  private static List<Pod> pods(Service service, Workspace workspace) {
    return workspace.pods().labelled(service.name().namespace(), service.selector()).stream()
        .sorted(Comparator.comparing(PodObject::age))
        .map(PodObject::toPod)
        .collect(ImmutableList.toImmutableList());
  }
}
