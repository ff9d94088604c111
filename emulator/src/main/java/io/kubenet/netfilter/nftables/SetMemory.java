package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.Memory;
import io.kubenet.netfilter.Passage;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.NamedSet;
import io.kubenet.ruleset.nftables.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a set holds that packets fill: keys, and when each of them goes. */
final class SetMemory implements Memory<SetMemory> {

  private static final long NEVER = Long.MAX_VALUE;

  /**
   * How long an element lives.
   *
   * @param now the time, in nanoseconds since the beginning
   * @param end when it goes
   */
  record Lifetime(long now, long end) {

    static Lifetime from(long now, Optional<Duration> timeout) {
      return new Lifetime(now, timeout.map(time -> now + time.toNanos()).orElse(NEVER));
    }
  }

  /**
   * An element of more than one key: a block or a range.
   *
   * @param keys its keys
   * @param end when it goes
   */
  private record Wide(Value keys, long end) {}

  private final int size;
  private final List<Wide> wide;
  private final Map<Object, Long> ends = new LinkedHashMap<>();

  private SetMemory(int size, List<Wide> wide) {
    this.size = size;
    this.wide = ImmutableList.copyOf(wide);
  }

  /** What the set holds when the rules are loaded: a listing says how long elements have left. */
  static SetMemory of(NamedSet set) {
    Map<Object, Long> ends = new LinkedHashMap<>();
    ImmutableList.Builder<Wide> wide = ImmutableList.builder();
    for (Element element : set.elements()) {
      Optional<Duration> left =
          element.expires().or(element::timeout).or(set.properties()::timeout);
      long end = Lifetime.from(0, left).end();
      Datum.of(element.key())
          .ifPresentOrElse(key -> ends.put(key, end), () -> wide.add(new Wide(element.key(), end)));
    }
    SetMemory memory =
        new SetMemory(set.properties().size().orElse(Integer.MAX_VALUE), wide.build());
    memory.ends.putAll(ends);
    return memory;
  }

  @Override
  public SetMemory copy() {
    SetMemory copy = new SetMemory(size, wide);
    copy.ends.putAll(ends);
    return copy;
  }

  boolean contains(Object key, long now) {
    return ends.getOrDefault(key, 0L) > now
        || wide.stream().anyMatch(some -> some.end() > now && Datum.includes(some.keys(), key));
  }

  /** Whether a key is in it was asked. */
  void asked(Passage passage, Source source, Object key) {
    if (!wide.isEmpty() || key instanceof List<?>) {
      if (!ends.isEmpty() || !wide.isEmpty()) {
        source.read(passage);
      }
      return;
    }
    if (ends.containsKey(key)) {
      source.read(passage);
      return;
    }
    Some keys =
        new Some(
            () -> IntervalSet.union(ends.keySet().stream().map(Some::number).toList()),
            ends::containsKey);
    source.askedWhether(passage, key, keys);
  }

  /** Puts a key in, unless the set is full; whether it is there now. */
  boolean put(Object key, Lifetime lifetime) {
    if (!ends.containsKey(key) && isFull(lifetime.now())) {
      return false;
    }
    ends.put(key, lifetime.end());
    return true;
  }

  void remove(Object key) {
    ends.remove(key);
  }

  private boolean isFull(long now) {
    if (ends.size() + wide.size() >= size) {
      ends.values().removeIf(end -> end <= now);
    }
    return ends.size() + wide.stream().filter(some -> some.end() > now).count() >= size;
  }
}
