package io.kubenet.netfilter;

import java.util.Optional;

/**
 * What conntrack noted on a packet.
 *
 * @param relation what the packet is to a connection
 * @param direction which way it goes within that
 * @param connection the connection; none for INVALID and UNTRACKED
 */
public record Tracking(Relation relation, Direction direction, Optional<Connection> connection) {

  /** What a packet is to a connection. */
  public enum Relation {
    INVALID,
    NEW,
    RELATED,
    ESTABLISHED,
    UNTRACKED
  }

  /** Nothing: conntrack didn't see it yet, or could make nothing of it. */
  public static final Tracking NONE =
      new Tracking(Relation.INVALID, Direction.ORIGINAL, Optional.empty());

  /** What rules keep from conntrack. */
  public static final Tracking UNTRACKED =
      new Tracking(Relation.UNTRACKED, Direction.ORIGINAL, Optional.empty());

  static Tracking of(Relation relation, Direction direction, Connection connection) {
    return new Tracking(relation, direction, Optional.of(connection));
  }

  /** What is noted on what the kernel itself answers: an error about the packet, or a RST. */
  Tracking related() {
    return connection.map(known -> of(Relation.RELATED, direction.opposite(), known)).orElse(NONE);
  }
}
