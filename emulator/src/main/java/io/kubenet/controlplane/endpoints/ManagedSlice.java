package io.kubenet.controlplane.endpoints;

import io.kubenet.model.EndpointSlice;

/**
 * An EndpointSlice, and who looks after it.
 *
 * @param slice the slice
 * @param manager its label endpointslice.kubernetes.io/managed-by; empty without it
 */
public record ManagedSlice(EndpointSlice slice, String manager) {

  /** discovery/v1 well_known_labels.go, LabelManagedBy. */
  public static final String LABEL = "endpointslice.kubernetes.io/managed-by";

  /** The controller that makes the slices of Services with selectors. */
  public static final String CONTROLLER = "endpointslice-controller.k8s.io";

  /** The controller that copies Endpoints objects. */
  public static final String MIRRORING = "endpointslicemirroring-controller.k8s.io";
}
