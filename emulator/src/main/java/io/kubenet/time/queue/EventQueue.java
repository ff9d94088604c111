package io.kubenet.time.queue;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is still to happen, in order of time; at one instant, in the order in which it was noted. As
 * in the work queues of Kubernetes, what is noted twice happens once, at the earlier instant.
 *
 * @param <K> what happens: which component looks at which key
 */
public final class EventQueue<K> {

  /**
   * Something that happens.
   *
   * @param at the instant
   * @param what what happens
   */
  public record Event<K>(Duration at, K what) {}

  private record Turn(Duration at, long number) implements Comparable<Turn> {
    @Override
    public int compareTo(Turn other) {
      int byInstant = at.compareTo(other.at);
      return byInstant != 0 ? byInstant : Long.compare(number, other.number);
    }
  }

  private final NavigableMap<Turn, K> queue = new TreeMap<>();
  private final Map<K, Turn> turns = new LinkedHashMap<>();
  private long noted;

  /** Notes that something happens at an instant, if it does not happen before anyway. */
  public void add(Duration at, K what) {
    Turn before = turns.get(what);
    if (before != null && before.at().compareTo(at) <= 0) {
      return;
    }
    remove(what);
    Turn turn = new Turn(at, noted++);
    queue.put(turn, what);
    turns.put(what, turn);
  }

  /** Takes something back that was noted. */
  public void remove(K what) {
    Optional.ofNullable(turns.remove(what)).ifPresent(queue::remove);
  }

  /** Takes back all that a condition fits. */
  public void removeIf(Predicate<K> condition) {
    ImmutableList.copyOf(turns.keySet()).stream().filter(condition).forEach(this::remove);
  }

  /** When the next thing happens; empty if nothing will. */
  public Optional<Duration> nextInstant() {
    return queue.isEmpty() ? Optional.empty() : Optional.of(queue.firstKey().at());
  }

  /** Takes the next thing out. */
  public Optional<Event<K>> poll() {
    return Optional.ofNullable(queue.pollFirstEntry())
        .map(
            entry -> {
              turns.remove(entry.getValue());
              return new Event<>(entry.getKey().at(), entry.getValue());
            });
  }

  public boolean isEmpty() {
    return queue.isEmpty();
  }
}
