package io.kubenet.netfilter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What packets left behind, by what rules call it. A layer copies what it touches. */
final class Memories {

  private final Optional<Memories> below;
  private final Map<Object, Memory<?>> own = new LinkedHashMap<>();

  /** What of the layer below was not forgotten since. */
  private Predicate<Object> isKept = key -> true;

  Memories() {
    this.below = Optional.empty();
  }

  private Memories(Memories below) {
    this.below = Optional.of(below);
  }

  /** A layer above this one, which stays as it is. */
  Memories overlay() {
    return new Memories(this);
  }

  /** What is kept under a key; it may be changed. */
  <T extends Memory<T>> T recall(Object key, Class<T> type, Supplier<T> fresh) {
    Memory<?> kept = own.get(key);
    if (kept == null) {
      kept = find(key).map(type::cast).map(Memory::copy).orElseGet(fresh);
      own.put(key, kept);
    }
    return type.cast(kept);
  }

  /** Forgets what is kept under other keys than these. */
  void retain(Predicate<Object> kept) {
    own.keySet().removeIf(key -> !kept.test(key));
    isKept = isKept.and(kept);
  }

  private Optional<Memory<?>> find(Object key) {
    return below
        .filter(layer -> isKept.test(key))
        .flatMap(
            layer -> Optional.<Memory<?>>ofNullable(layer.own.get(key)).or(() -> layer.find(key)));
  }
}
