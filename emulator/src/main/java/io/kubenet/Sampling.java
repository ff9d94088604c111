package io.kubenet;

import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.KnownWays;
import io.kubenet.chance.choice.SeededChance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes connections one after another and counts how they end. A connection that only chance
 * decides is carried the first time that one goes its way; those that follow it there end as it
 * did.
 */
final class Sampling {

  private final Function<Chance, Connection> connecting;
  private final Runnable skippingPort;
  private final KnownWays<Way> ways = new KnownWays<>();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  /** How often an ending was seen. */
  private static final class Tally {

    private final Connection example;
    private int count;

    Tally(Connection example) {
      this.example = example;
    }
  }

  /** How a way ends, and whether a packet was sent there. */
  private record Way(Tally tally, boolean tookPort) {}

  /**
   * A sampling that begins.
   *
   * @param connecting makes a connection, by the way that chance decides
   * @param skippingPort takes the port of one that is not made
   */
  Sampling(Function<Chance, Connection> connecting, Runnable skippingPort) {
    this.connecting = connecting;
    this.skippingPort = skippingPort;
  }

  /** Makes so many connections, each by a chance of its own. */
  Sample sample(int size, SeededChance chance) {
    if (size < 1) {
      throw new IllegalArgumentException("a sample of " + size + " connections; take at least 1");
    }
    for (int i = 0; i < size; i++) {
      next(chance.split()).tally.count++;
    }
    return counted();
  }

  private Way next(SeededChance chance) {
    Optional<Way> known = ways.find(chance.copy());
    if (known.isEmpty()) {
      return ways.learn(chance, this::connect);
    }
    if (known.get().tookPort()) {
      skippingPort.run();
    }
    return known.get();
  }

  private Way connect(Chance chance) {
    Connection connection = connecting.apply(chance);
    Tally tally = tallies.computeIfAbsent(ending(connection), ending -> new Tally(connection));
    return new Way(tally, connection.request().isPresent());
  }

  private static String ending(Connection connection) {
    return connection.endpoint().orElse(connection.verdict().toString());
  }

  private Sample counted() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, Connection> examples = new LinkedHashMap<>();
    tallies.forEach(
        (ending, tally) -> {
          counts.put(ending, tally.count);
          examples.put(ending, tally.example);
        });
    return new Sample(counts, examples);
  }
}
