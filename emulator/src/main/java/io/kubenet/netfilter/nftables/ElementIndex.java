package io.kubenet.netfilter.nftables;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Elements by their keys: those of one key each by hash, the others one after the other. */
final class ElementIndex {

  private final Map<Object, Element> exact;
  private final List<Element> wide;
  private final Supplier<KeyTree> keys;

  private ElementIndex(Map<Object, Element> exact, List<Element> wide) {
    this.exact = exact;
    this.wide = wide;
    this.keys = Suppliers.memoize(() -> KeyTree.of(exact.keySet()));
  }

  static ElementIndex of(List<Element> elements) {
    ImmutableMap.Builder<Object, Element> exact = ImmutableMap.builder();
    ImmutableList.Builder<Element> wide = ImmutableList.builder();
    for (Element element : elements) {
      Optional<Object> key = Datum.of(element.key());
      key.ifPresentOrElse(datum -> exact.put(datum, element), () -> wide.add(element));
    }
    return new ElementIndex(exact.buildKeepingLast(), wide.build());
  }

  /** The element of a key was asked for: says what keys find it too, or find nothing too. */
  void asked(Passage passage, Source source, Object key) {
    if (!passage.likeness().isWatched()) {
      return;
    }
    List<Source> sources = source.parts();
    List<?> data = key instanceof List<?> parts ? parts : ImmutableList.of(key);
    keys.get().asked(passage, sources, data);
    if (exact.containsKey(key)) {
      return;
    }
    for (Element element : wide) {
      List<Value> values = values(element.key(), sources.size());
      if (Datum.includes(element.key(), key)) {
        for (int i = 0; i < values.size(); i++) {
          sources.get(i).askedWhether(passage, data.get(i), Some.of(values.get(i)));
        }
        return;
      }
      int i = 0;
      while (Datum.includes(values.get(i), data.get(i))) {
        i++;
      }
      sources.get(i).askedWhether(passage, data.get(i), Some.of(values.get(i)));
    }
  }

  /** What an element asks of each part of a key; one for everything asks the same of all. */
  private static List<Value> values(Value key, int count) {
    return key instanceof Value.Concatenation parts
        ? parts.parts()
        : ImmutableList.copyOf(Collections.nCopies(count, key));
  }

  Optional<Element> find(Object key) {
    Element found = exact.get(key);
    return found != null
        ? Optional.of(found)
        : wide.stream().filter(element -> Datum.includes(element.key(), key)).findFirst();
  }
}
