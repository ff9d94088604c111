package io.kubenet.controlplane.store;

import com.google.common.base.Suppliers;
import io.kubenet.controlplane.writer.WrittenObject;
import io.kubenet.manifest.ManifestObject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An object in the API server: what it says as a tree, what it says as a value, or both. Each is
 * made of the other when it is first asked for, so that a Pod that nobody prints costs no tree.
 */
public final class Stored {

  private final ObjectKey key;
  private final long revision;
  private final Optional<ManifestObject> sent;
  private final Optional<Typed<?>> typed;

  /** Whether the value says more than what was sent. */
  private final boolean isValueNewer;

  private final Supplier<ManifestObject> object;

  private Stored(
      ObjectKey key,
      long revision,
      Optional<ManifestObject> sent,
      Optional<Typed<?>> typed,
      boolean isValueNewer) {
    this.key = key;
    this.revision = revision;
    this.sent = sent;
    this.typed = typed;
    this.isValueNewer = isValueNewer;
    this.object = Suppliers.memoize(this::written);
  }

  /**
   * A value with the table of its kind.
   *
   * @param table how objects of the kind are found and written
   * @param value the object as a value
   */
  record Typed<V>(Table<V> table, V value) {

    Store in(Store store) {
      return table.with(store, value);
    }

    Store outOf(Store store) {
      return table.without(store, value);
    }

    ManifestObject written(Optional<ManifestObject> sent) {
      return table.written(value, sent);
    }
  }

  /** An object as the API server has admitted it. */
  public static Stored sent(ManifestObject object, long revision) {
    return new Stored(ObjectKey.of(object), revision, Optional.of(object), Optional.empty(), false);
  }

  /** An object that a component has made, or has changed as a value. */
  public static <V> Stored made(Table<V> table, V value) {
    return new Stored(
        ObjectKey.of(table.kind(), table.name(value)),
        0,
        Optional.empty(),
        Optional.of(new Typed<>(table, value)),
        true);
  }

  /** This object with the value that was read of it. */
  public <V> Stored read(Table<V> table, V value) {
    return new Stored(key, revision, sent, Optional.of(new Typed<>(table, value)), false);
  }

  /** This object with a value that says more than it. */
  public <V> Stored completed(Table<V> table, V value) {
    return new Stored(key, revision, sent, Optional.of(new Typed<>(table, value)), true);
  }

  /** This object with what was sent of an earlier version of it. */
  Stored after(Optional<Stored> earlier) {
    return sent.isPresent() || earlier.isEmpty()
        ? this
        : new Stored(key, revision, earlier.get().sent, typed, isValueNewer);
  }

  Stored at(long other) {
    return new Stored(key, other, sent, typed, isValueNewer);
  }

  private ManifestObject written() {
    return isValueNewer
        ? typed.map(value -> value.written(sent)).orElseThrow()
        : sent.orElseThrow();
  }

  /** What it is stored under. */
  public ObjectKey key() {
    return key;
  }

  /** The number of the change that made it so: its resourceVersion. */
  public long revision() {
    return revision;
  }

  /** All that it says. */
  public ManifestObject object() {
    return object.get();
  }

  /** What somebody sent, as the API server admitted it; empty for what a controller made. */
  public Optional<ManifestObject> sent() {
    return sent;
  }

  /** Whether no component has changed it since it was sent. */
  public boolean isAsSent() {
    return !isValueNewer;
  }

  /** Whether a component made it, whoever changed it since. */
  public boolean isMade() {
    return sent.map(object -> object.place().equals(WrittenObject.PLACE)).orElse(true);
  }

  /** It as a value; empty if networking does not read its kind, or it is no such value. */
  public <V> Optional<V> value(Class<V> type) {
    return typed.map(Typed::value).filter(type::isInstance).map(type::cast);
  }

  Optional<Typed<?>> typed() {
    return typed;
  }
}
