package io.kubenet.controlplane.admission;

import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.ManifestObject;

/**
 * Who has an allocated address or port.
 *
 * @param object its object: {@code Service shop/api}
 * @param place where its text says so
 */
record Owner(String object, String place) {

  static Owner of(ManifestObject object, FieldPath path) {
    return new Owner(object.toString(), object.placeOf(WrittenPath.of(object, path)).toString());
  }

  /** {@code Service shop/api at shop.yaml:14}. */
  @Override
  public String toString() {
    return object + " at " + place;
  }
}
