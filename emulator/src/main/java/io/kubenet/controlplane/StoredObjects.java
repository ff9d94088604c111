package io.kubenet.controlplane;

import io.kubenet.manifest.ManifestObject;
import java.util.List;

/** Tells objects that were read from a cluster from those that people ship. */
final class StoredObjects {

  /** discovery/v1 well_known_labels.go, LabelManagedBy: nobody but the controller sets it so. */
  private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

  private static final String CONTROLLER = "endpointslice-controller.k8s.io";

  private StoredObjects() {}

  /** Whether there are slices among them that the EndpointSlice controller made. */
  static boolean areIn(List<ManifestObject> objects) {
    return objects.stream()
        .filter(object -> object.kind().equals("EndpointSlice"))
        .map(object -> object.tree().path("metadata").path("labels").path(MANAGED_BY))
        .anyMatch(label -> label.asText().equals(CONTROLLER));
  }
}
