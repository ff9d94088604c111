package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.ruleset.nftables.Element;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Elements by their keys: those of one key each by hash, the others one after the other. */
final class ElementIndex {

  private final Map<Object, Element> exact;
  private final List<Element> wide;

  private ElementIndex(Map<Object, Element> exact, List<Element> wide) {
    this.exact = exact;
    this.wide = wide;
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

  Optional<Element> find(Object key) {
    Element found = exact.get(key);
    return found != null
        ? Optional.of(found)
        : wide.stream().filter(element -> Datum.includes(element.key(), key)).findFirst();
  }
}
