package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.endpoints.EndpointSliceController;
import io.kubenet.controlplane.endpoints.Endpoints;
import io.kubenet.controlplane.endpoints.ManagedSlice;
import io.kubenet.controlplane.endpoints.MirroredSlices;
import io.kubenet.controlplane.loop.Agenda;
import io.kubenet.controlplane.loop.Component;
import io.kubenet.controlplane.loop.Turn;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Has the mirroring controller copy the Endpoints objects of Services without selectors. A Service
 * that loses its selector keeps its slices, and the Endpoints object that stays is copied too.
 */
public final class MirroringComponent implements Component {

  /** Services that have just lost their selector, as they were. */
  private final Map<ObjectKey, Service> orphaned = new TreeMap<>();

  @Override
  public String name() {
    return "endpointslicemirroring";
  }

  @Override
  public void see(Change change, Agenda agenda) {
    Optional<Service> before = change.before(Service.class);
    Optional<Service> after = change.after(Service.class);
    if (after.isPresent() && after.get().selector().isEmpty()) {
      before
          .filter(EndpointSliceController::manages)
          .ifPresent(service -> orphaned.put(change.key(), service));
    }
    boolean isOther = after.isPresent() && !before.equals(after);
    if (isOther || change.isOf("Endpoints")) {
      agenda.note(Turn.GARBAGE, change.key());
    }
  }

  @Override
  public void sync(ObjectKey key, Workspace workspace, Agenda agenda) {
    ObjectName name = key.objectName();
    Optional<Service> service = workspace.cluster().service(name);
    Optional<Endpoints> endpoints = workspace.store().services().endpoints(name);
    Optional<Service> before = Optional.ofNullable(orphaned.remove(key));
    boolean isGone = key.kind().equals("Endpoints") && endpoints.isEmpty();
    if (isGone || service.isEmpty() || !service.get().selector().isEmpty()) {
      replace(name, ImmutableList.of(), workspace);
    } else if (before.isPresent()) {
      Collection<EndpointSlice> slices = workspace.cluster().slicesOf(name);
      replace(name, MirroredSlices.of(before.get(), slices), workspace);
    }
    if (service.isPresent() && service.get().selector().isEmpty()) {
      endpoints.ifPresent(object -> replace(name, MirroredSlices.of(object), workspace));
    }
  }

  private static void replace(
      ObjectName service, Collection<EndpointSlice> slices, Workspace workspace) {
    workspace.replaceSlices(service, ManagedSlice.MIRRORING, slices);
  }
}
