package io.kubenet.netfilter.nftables;

import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NamedSet;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A set or map of a table; what packets put into a dynamic one is kept with the namespace. */
final class CompiledSet implements Membership {

  private final SetKey key;
  private final NamedSet set;
  private final Supplier<ElementIndex> elements;

  CompiledSet(String table, NamedSet set, Supplier<ElementIndex> elements) {
    this.key = new SetKey(table, set.name());
    this.set = set;
    this.elements = elements;
  }

  @Override
  public boolean contains(Passage passage, Object datum) {
    return isFilledByPackets()
        ? memory(passage).contains(datum, passage.now())
        : find(datum).isPresent();
  }

  @Override
  public void asked(Passage passage, Source source, Object key) {
    if (isFilledByPackets()) {
      memory(passage).asked(passage, source, key);
    } else {
      elements.get().asked(passage, source, key);
    }
  }

  Supplier<ElementIndex> elements() {
    return elements;
  }

  /** The element of a key, in a set that packets do not fill. */
  Optional<Element> find(Object datum) {
    return elements.get().find(datum);
  }

  /** Adds the key if it is not there; whether it is there now. */
  boolean add(Passage passage, Object datum, Optional<Duration> timeout) {
    SetMemory memory = memory(passage);
    return memory.contains(datum, passage.now()) || memory.put(datum, lifetime(passage, timeout));
  }

  /** Adds the key, or makes it live anew; whether it is there now. */
  boolean update(Passage passage, Object datum, Optional<Duration> timeout) {
    return memory(passage).put(datum, lifetime(passage, timeout));
  }

  void delete(Passage passage, Object datum) {
    memory(passage).remove(datum);
  }

  private boolean isFilledByPackets() {
    return set.properties().flags().contains("dynamic")
        || set.properties().flags().contains("timeout");
  }

  private SetMemory.Lifetime lifetime(Passage passage, Optional<Duration> timeout) {
    return SetMemory.Lifetime.from(passage.now(), timeout.or(set.properties()::timeout));
  }

  private SetMemory memory(Passage passage) {
    return passage.recall(key, SetMemory.class, () -> SetMemory.of(set));
  }
}
