package io.kubenet.controlplane.store;

import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.ObjectName;
import java.util.Optional;

/**
 * Where a store keeps the objects of a kind, and how one is written down.
 *
 * @param <V> an object of the kind, as a value
 */
public interface Table<V> {

  /** The kind. */
  String kind();

  /** The name of an object, which is in no namespace if its kind is not. */
  ObjectName name(V object);

  /** A store with an object, in the place of the one of the same name. */
  Store with(Store store, V object);

  /** A store without an object. */
  Store without(Store store, V object);

  /**
   * All that an object says.
   *
   * @param sent what somebody sent of it; empty for what a controller made
   */
  ManifestObject written(V object, Optional<ManifestObject> sent);
}
