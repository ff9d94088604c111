package io.kubenet.controlplane.store;

import io.kubenet.model.ObjectName;
import java.util.Collection;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/** Names by what they have in common; persistent. */
final class Index<K extends Comparable<K>> {

  private final PMap<K, PSet<ObjectName>> names;

  private Index(PMap<K, PSet<ObjectName>> names) {
    this.names = names;
  }

  static <K extends Comparable<K>> Index<K> empty() {
    return new Index<>(TreePMap.<K, PSet<ObjectName>>empty());
  }

  Collection<ObjectName> get(K key) {
    return names.getOrDefault(key, TreePSet.empty());
  }

  Index<K> with(K key, ObjectName name) {
    return new Index<>(
        names.plus(key, names.getOrDefault(key, TreePSet.<ObjectName>empty()).plus(name)));
  }

  Index<K> without(K key, ObjectName name) {
    PSet<ObjectName> left = names.getOrDefault(key, TreePSet.<ObjectName>empty()).minus(name);
    return new Index<>(left.isEmpty() ? names.minus(key) : names.plus(key, left));
  }
}
