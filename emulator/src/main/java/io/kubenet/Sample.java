package io.kubenet;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Connections that were made one after another, counted by how they ended. The seed decides all of
 * them, so the same test counts the same every time.
 */
public final class Sample {

  private final Map<String, Integer> counts;
  private final Map<String, Connection> examples;

  Sample(Map<String, Integer> counts, Map<String, Connection> examples) {
    this.counts = ImmutableMap.copyOf(counts);
    this.examples = ImmutableMap.copyOf(examples);
  }

  /** How many connections were made. */
  public int size() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * How often each ending was seen, in the order in which they came: an endpoint, {@code
   * shop/api-1}, or the verdict where nobody served, {@code TIMED_OUT}.
   */
  public Map<String, Integer> counts() {
    return counts;
  }

  /** The first connection of each ending. */
  public Map<String, Connection> examples() {
    return examples;
  }

  /** A line for each ending and its count. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + "  " + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
