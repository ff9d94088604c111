package io.kubenet.netfilter.nftables;

import io.kubenet.netfilter.Passage;
import io.kubenet.packetset.IntervalSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys by their first part, then by the next: which of them are looked for in vain alike. */
final class KeyTree {

  private final Map<Object, KeyTree> children;
  private final IntervalSet numbers;

  private KeyTree(Map<Object, KeyTree> children) {
    this.children = children;
    this.numbers = IntervalSet.union(children.keySet().stream().map(Some::number).toList());
  }

  static KeyTree of(Collection<?> keys) {
    return of(keys, 0);
  }

  private static KeyTree of(Collection<?> keys, int place) {
    Map<Object, List<Object>> groups = new LinkedHashMap<>();
    for (Object key : keys) {
      if (key instanceof List<?> parts && place < parts.size()) {
        groups.computeIfAbsent(parts.get(place), any -> new ArrayList<>()).add(key);
      } else if (!(key instanceof List<?>) && place == 0) {
        groups.put(key, new ArrayList<>());
      }
    }
    Map<Object, KeyTree> children = new LinkedHashMap<>();
    groups.forEach((part, some) -> children.put(part, of(some, place + 1)));
    return new KeyTree(children);
  }

  /** A key was looked for, by its parts. */
  void asked(Passage passage, List<Source> sources, List<?> data) {
    KeyTree tree = this;
    for (int i = 0; i < data.size() && !tree.children.isEmpty(); i++) {
      Object datum = data.get(i);
      KeyTree child = tree.children.get(datum);
      if (child == null) {
        KeyTree last = tree;
        sources
            .get(i)
            .askedWhether(passage, datum, new Some(() -> last.numbers, last.children::containsKey));
        return;
      }
      sources.get(i).askedWhether(passage, datum, Some.one(datum));
      tree = child;
    }
  }
}
