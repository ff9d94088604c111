package io.kubenet.controlplane;

import io.kubenet.controlplane.admission.ApiServer;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Store;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.ObjectName;
import java.util.List;

/**
 * Finds what somebody named, or says what there is.
 *
 * @param server holds what was sent
 * @param store holds what controllers made too
 */
record KnownObjects(ApiServer server, Store store) {

  /**
   * A Pod.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  PodObject pod(ObjectName name) {
    return store
        .pods()
        .get(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no pod '%s'; pods in namespace '%s': %s"
                        .formatted(name, name.namespace(), podNames(name.namespace()))));
  }

  private String podNames(String namespace) {
    List<String> names =
        store.pods().all().stream()
            .map(PodObject::name)
            .filter(name -> name.namespace().equals(namespace))
            .map(ObjectName::name)
            .toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /**
   * An object that was sent.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  ManifestObject sent(ObjectKey key) {
    return server.find(key).orElseThrow(() -> new IllegalArgumentException(missing(key)));
  }

  private String missing(ObjectKey key) {
    List<String> names = server.keys(key.kind()).map(ObjectKey::fullName).toList();
    return "no %s; there %s"
        .formatted(key, names.isEmpty() ? "is none" : "are " + String.join(", ", names));
  }
}
