package io.kubenet.netfilter;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The confirmed connections of a network namespace, by both of their tuples. A layer copies what it
 * touches.
 */
final class ConnectionTable {

  /** A connection under one of its tuples, or the sign that there is none any more. */
  private record Entry(Optional<Connection> connection, Direction direction) {}

  /**
   * A connection that was found.
   *
   * @param connection the connection
   * @param direction whose tuple was asked for
   */
  record Found(Connection connection, Direction direction) {}

  private static final Entry GONE = new Entry(Optional.empty(), Direction.ORIGINAL);

  private final Optional<ConnectionTable> below;
  private final Map<Tuple, Entry> own = new LinkedHashMap<>();
  private int size;

  ConnectionTable() {
    this.below = Optional.empty();
  }

  private ConnectionTable(ConnectionTable below) {
    this.below = Optional.of(below);
    this.size = below.size;
  }

  /** A layer above this one, which stays as it is. */
  ConnectionTable overlay() {
    return new ConnectionTable(this);
  }

  /** How many there are, those that are over but not yet forgotten included. */
  int size() {
    return size;
  }

  /** The connection with this tuple in one of its directions; it may be changed. */
  Optional<Found> find(Tuple tuple, long now) {
    Optional<Found> found = peek(tuple, now);
    if (found.isEmpty() || below.isEmpty() || own.containsKey(tuple)) {
      return found;
    }
    Connection copy = found.get().connection().copy();
    enter(copy);
    return Optional.of(new Found(copy, found.get().direction()));
  }

  /** Whether a connection other than this one has this tuple. */
  boolean isTaken(Tuple tuple, Connection except, long now) {
    Optional<Connection> known = lookUp(tuple).connection();
    return known.isPresent()
        && known.get().expiry() > now
        && !known.get().original().equals(except.original());
  }

  void add(Connection connection) {
    enter(connection);
    size++;
  }

  /** Forgets a connection; one that isn't known is no matter. */
  void remove(Connection connection) {
    boolean isKnown =
        lookUp(connection.original())
            .connection()
            .filter(known -> known.reply().equals(connection.reply()))
            .isPresent();
    if (!isKnown) {
      return;
    }
    forget(connection.original());
    forget(connection.reply());
    size--;
  }

  /** All that are not over, in the order in which they were confirmed. */
  List<Connection> connections(long now) {
    Map<Tuple, Entry> all = new LinkedHashMap<>();
    collect(all);
    return all.values().stream()
        .filter(entry -> entry.direction() == Direction.ORIGINAL)
        .flatMap(entry -> entry.connection().stream())
        .filter(connection -> connection.expiry() > now)
        .collect(ImmutableList.toImmutableList());
  }

  /** Forgets all that are over. */
  void purge(long now) {
    connections(Long.MIN_VALUE).stream()
        .filter(connection -> connection.expiry() <= now)
        .forEach(this::remove);
  }

  private Optional<Found> peek(Tuple tuple, long now) {
    Entry entry = lookUp(tuple);
    return entry.connection().isPresent() && entry.connection().get().expiry() > now
        ? Optional.of(new Found(entry.connection().get(), entry.direction()))
        : Optional.empty();
  }

  private Entry lookUp(Tuple tuple) {
    Entry entry = own.get(tuple);
    if (entry != null) {
      return entry;
    }
    return below.isPresent() ? below.get().lookUp(tuple) : GONE;
  }

  private void enter(Connection connection) {
    own.put(connection.reply(), new Entry(Optional.of(connection), Direction.REPLY));
    own.put(connection.original(), new Entry(Optional.of(connection), Direction.ORIGINAL));
  }

  private void forget(Tuple tuple) {
    if (below.isPresent()) {
      own.put(tuple, GONE);
    } else {
      own.remove(tuple);
    }
  }

  private void collect(Map<Tuple, Entry> all) {
    below.ifPresent(layer -> layer.collect(all));
    all.putAll(own);
  }
}
