package io.kubenet.addressing;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.ObjectName;
import java.util.Collection;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * What can be found under a key; several can have one key, and are then in the order of their
 * names. Persistent: a changed copy shares what did not change.
 *
 * @param <K> the keys
 * @param <V> what is found
 * @param entries by key, then by name
 */
record Directory<K, V>(PMap<K, TreePMap<ObjectName, V>> entries) {

  static <K, V> Directory<K, V> empty() {
    return new Directory<>(HashTreePMap.empty());
  }

  /** What is under a key, in the order of names. */
  Collection<V> get(K key) {
    TreePMap<ObjectName, V> found = entries.get(key);
    return found == null ? ImmutableList.of() : found.values();
  }

  boolean has(K key) {
    return entries.containsKey(key);
  }

  Directory<K, V> with(Iterable<K> keys, ObjectName name, V value) {
    PMap<K, TreePMap<ObjectName, V>> more = entries;
    for (K key : keys) {
      more = more.plus(key, more.getOrDefault(key, TreePMap.empty()).plus(name, value));
    }
    return new Directory<>(more);
  }

  Directory<K, V> without(Iterable<K> keys, ObjectName name) {
    PMap<K, TreePMap<ObjectName, V>> left = entries;
    for (K key : keys) {
      TreePMap<ObjectName, V> others =
          left.getOrDefault(key, TreePMap.<ObjectName, V>empty()).minus(name);
      left = others.isEmpty() ? left.minus(key) : left.plus(key, others);
    }
    return new Directory<>(left);
  }
}
