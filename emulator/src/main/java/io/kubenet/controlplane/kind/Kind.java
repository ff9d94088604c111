package io.kubenet.controlplane.kind;

import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.store.Stored;
import io.kubenet.controlplane.store.Table;
import io.kubenet.manifest.ManifestObject;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of objects.
 *
 * @param name {@code Service}
 * @param rules what the API server does with its objects
 * @param reading what becomes of an object that the API server has admitted, in the store that it
 *     comes into: it is read as a value, if networking reads the kind
 */
public record Kind(String name, KindRules rules, BiFunction<Stored, Store, Stored> reading) {

  /** A kind that networking does not read. */
  static Kind unread(String name, KindRules rules) {
    return new Kind(name, rules, (object, store) -> object);
  }

  /** A kind whose objects say all by themselves. */
  static <V> Kind of(KindRules rules, Table<V> table, Function<ManifestObject, V> reader) {
    return some(rules, table, reader.andThen(Optional::of));
  }

  /** A kind of which networking does not read all objects. */
  static <V> Kind some(
      KindRules rules, Table<V> table, Function<ManifestObject, Optional<V>> reader) {
    return new Kind(
        table.kind(),
        rules,
        (object, store) ->
            reader
                .apply(object.sent().orElseThrow())
                .map(value -> object.read(table, value))
                .orElse(object));
  }

  /** An object of the kind as a component finds it. */
  public Stored read(Stored object, Store store) {
    return reading.apply(object, store);
  }
}
