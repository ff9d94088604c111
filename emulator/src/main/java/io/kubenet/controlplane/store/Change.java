package io.kubenet.controlplane.store;

import java.util.Optional;

/**
 * A change of one object, as a watch tells it.
 *
 * @param key the object
 * @param before the object before; empty if it is new
 * @param after the object after; empty if it is gone
 * @param store the store with the change
 */
public record Change(ObjectKey key, Optional<Stored> before, Optional<Stored> after, Store store) {

  /** The number of the change. */
  public long revision() {
    return store.objects().revision();
  }

  public boolean isOf(String kind) {
    return key.kind().equals(kind);
  }

  /** The object before, as a value. */
  public <V> Optional<V> before(Class<V> type) {
    return before.flatMap(object -> object.value(type));
  }

  /** The object after, as a value. */
  public <V> Optional<V> after(Class<V> type) {
    return after.flatMap(object -> object.value(type));
  }
}
