package io.kubenet.controlplane.admission.allocation;

import io.kubenet.controlplane.admission.validation.WrittenPath;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.ManifestObject;

/**
 * Who has an allocated address or port.
 *
 * @param object its object: {@code Service shop/api}
 * @param place where its text says so
 */
public record Owner(String object, String place) {

  /** The Service that every API server makes for itself; a manifest may say what it looks like. */
  public static final Owner KUBERNETES = new Owner("Service default/kubernetes", "the cluster");

  static Owner of(ManifestObject object, FieldPath path) {
    return new Owner(object.toString(), object.placeOf(WrittenPath.of(object, path)).toString());
  }

  /** Whether what it has is kept for this object. */
  boolean keepsFor(ManifestObject other) {
    return equals(KUBERNETES) && other.toString().equals(object);
  }

  /** {@code Service shop/api at shop.yaml:14}. */
  @Override
  public String toString() {
    return object + " at " + place;
  }
}
