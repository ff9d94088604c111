package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.dataplane.Exchange;
import io.kubenet.trace.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every way that a connection can go, each with its exact probability; these sum to 1. */
public final class Connections {

  /** What two ways have in common that nobody can tell apart. */
  private record Seen(Optional<Outcome> failure, Optional<Exchange.Served> served) {

    static Seen of(Connection connection) {
      return new Seen(
          Optional.of(connection.outcome()).filter(outcome -> !connection.isEstablished()),
          connection.served());
    }
  }

  private final List<Connection> connections;

  private Connections(List<Connection> connections) {
    this.connections = connections;
  }

  /** These ways; those that nobody can tell apart are one, with the sum of their probabilities. */
  static Connections merged(List<Connection> ways) {
    Map<Seen, Connection> merged = new LinkedHashMap<>();
    for (Connection way : ways) {
      merged.merge(Seen.of(way), way, Connections::sum);
    }
    return new Connections(ImmutableList.copyOf(merged.values()));
  }

  static Connections of(Connection connection) {
    return new Connections(ImmutableList.of(connection));
  }

  private static Connection sum(Connection first, Connection other) {
    return first.withProbability(first.probability().plus(other.probability()));
  }

  /** The ways, in the order in which the rules name them. */
  public List<Connection> list() {
    return connections;
  }

  public Stream<Connection> stream() {
    return connections.stream();
  }

  /** How likely each endpoint is; without those ways that no endpoint serves. */
  public Map<String, Fraction> shares() {
    Map<String, Fraction> shares = new LinkedHashMap<>();
    for (Connection connection : connections) {
      connection
          .endpoint()
          .ifPresent(endpoint -> shares.merge(endpoint, connection.probability(), Fraction::plus));
    }
    return shares;
  }

  /** Each way with its probability, and the whole picture of it. */
  @Override
  public String toString() {
    return connections.stream()
        .map(connection -> "probability " + connection.probability() + "\n" + connection)
        .collect(Collectors.joining("\n\n"));
  }
}
