package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.endpoints.EndpointSliceController;
import io.kubenet.controlplane.endpoints.MirroredSlices;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Service;
import java.util.Collection;
import java.util.Optional;

/**
 * Brings Services into the store, with what is left of one that loses its selector: its slices
 * stay, and the mirroring controller copies the Endpoints object that stays too.
 */
public final class ServiceController {

  private final Workspace workspace;

  public ServiceController(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Makes a Service, or changes one. */
  public void put(Service service) {
    Optional<Service> before = workspace.cluster().service(service.name());
    if (before.equals(Optional.of(service))) {
      return;
    }
    if (!service.selector().isEmpty()) {
      workspace.replaceMirrored(service.name(), ImmutableList.of());
    } else {
      before.filter(EndpointSliceController::manages).ifPresent(this::mirror);
    }
    workspace.put(service);
  }

  private void mirror(Service before) {
    Collection<EndpointSlice> slices = workspace.cluster().slicesOf(before.name());
    workspace.replaceMirrored(before.name(), MirroredSlices.of(before, slices));
  }
}
