package io.kubenet.netfilter;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.TcpSegment;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.packetset.Likeness;
import io.kubenet.trace.Cause;
import java.util.Optional;

/** Tells of each packet what it is to the connections that are known (nf_conntrack_in). */
final class Conntrack {

  private final ConnectionTable table;
  private final int limit;

  /**
   * Conntrack over a table.
   *
   * @param limit how many connections there may be; 0 for any number
   */
  Conntrack(ConnectionTable table, int limit) {
    this.table = table;
    this.limit = limit;
  }

  /** Notes on the packet what it is to which connection. */
  Judgement track(SocketBuffer buffer, long now) {
    if (!buffer.tracking().equals(Tracking.NONE)) {
      return Judgement.Accepted.ACCEPTED;
    }
    Packet packet = buffer.packet();
    if (packet.payload() instanceof IcmpMessage message && !isConnection(packet, message)) {
      buffer.track(ofMessage(packet, message, now));
      return Judgement.Accepted.ACCEPTED;
    }
    Tuple tuple = Tuple.of(packet);
    Optional<ConnectionTable.Found> found = table.find(tuple, now);
    if (found.isPresent() && !isReopened(found.get(), packet)) {
      follow(buffer, found.get(), now);
      return Judgement.Accepted.ACCEPTED;
    }
    found.ifPresent(over -> table.remove(over.connection()));
    return begin(buffer, tuple, now);
  }

  /** Says which packets are to conntrack what this one is, by its flags or its type. */
  static void keepAlike(Likeness likeness, Packet packet) {
    if (packet.payload() instanceof TcpSegment segment) {
      likeness.keepFlags(
          segment.flags(),
          IntervalSet.where(
              TcpState.FLAGS, other -> TcpState.areAlike(segment, new TcpSegment(other))));
    } else if (packet.payload() instanceof IcmpMessage message && !message.isError()) {
      likeness.keepIcmpTypes(
          message.type() << 8 | message.code(),
          other -> IcmpTypes.areAlike(packet.protocol(), message.type(), other));
    }
  }

  /** Makes the connection of a packet that came through known. */
  Judgement confirm(SocketBuffer buffer, long now) {
    Tracking tracking = buffer.tracking();
    Optional<Connection> unconfirmed =
        tracking.connection().filter(known -> !known.is(Connection.Status.CONFIRMED));
    if (unconfirmed.isEmpty() || tracking.direction() == Direction.REPLY) {
      return Judgement.Accepted.ACCEPTED;
    }
    Connection connection = unconfirmed.get();
    if (table.isTaken(connection.original(), connection, now)
        || table.isTaken(connection.reply(), connection, now)) {
      return new Judgement.Dropped(clash(connection.reply().inverse()));
    }
    connection.mark(Connection.Status.CONFIRMED);
    table.add(connection);
    return Judgement.Accepted.ACCEPTED;
  }

  private static Cause clash(Tuple tuple) {
    return new Cause.ConntrackClash(
        tuple.protocol(),
        new Cause.Ends(
            new IpPort(tuple.source(), tuple.sourcePort()),
            new IpPort(tuple.destination(), tuple.destinationPort())));
  }

  private static boolean isConnection(Packet packet, IcmpMessage message) {
    return IcmpTypes.isRequest(packet.protocol(), message.type())
        || IcmpTypes.answerTo(packet.protocol(), message.type()) != message.type();
  }

  /** What an ICMP message that is neither request nor reply is: an error's packet decides. */
  private Tracking ofMessage(Packet packet, IcmpMessage message, long now) {
    if (IcmpTypes.isUntracked(packet.protocol(), message.type())) {
      return Tracking.UNTRACKED;
    }
    return message
        .about()
        .flatMap(about -> table.find(Tuple.of(about).inverse(), now))
        .map(found -> Tracking.of(Tracking.Relation.RELATED, found.direction(), found.connection()))
        .orElse(Tracking.NONE);
  }

  private static boolean isReopened(ConnectionTable.Found found, Packet packet) {
    return packet.payload() instanceof TcpSegment segment
        && segment.isOpening()
        && found.connection().tcpState().isOver()
        && !found.connection().tcpState().isInvalid(segment, found.direction());
  }

  private void follow(SocketBuffer buffer, ConnectionTable.Found found, long now) {
    Connection connection = found.connection();
    if (buffer.packet().payload() instanceof TcpSegment segment
        && connection.tcpState().isInvalid(segment, found.direction())) {
      return;
    }
    buffer.track(Tracking.of(relation(found), found.direction(), connection));
    if (Timeouts.endsWith(connection, buffer.packet())) {
      table.remove(connection);
    } else {
      Timeouts.refresh(connection, buffer.packet(), found.direction(), now);
    }
    if (found.direction() == Direction.REPLY) {
      connection.mark(Connection.Status.SEEN_REPLY);
    }
  }

  private static Tracking.Relation relation(ConnectionTable.Found found) {
    boolean isAnswered =
        found.direction() == Direction.REPLY || found.connection().is(Connection.Status.SEEN_REPLY);
    return isAnswered ? Tracking.Relation.ESTABLISHED : Tracking.Relation.NEW;
  }

  private Judgement begin(SocketBuffer buffer, Tuple tuple, long now) {
    if (!begins(buffer.packet())) {
      return Judgement.Accepted.ACCEPTED;
    }
    if (isFull(now)) {
      return new Judgement.Dropped(new Cause.ConntrackFull());
    }
    Connection connection = new Connection(tuple, now);
    Timeouts.refresh(connection, buffer.packet(), Direction.ORIGINAL, now);
    buffer.track(Tracking.of(Tracking.Relation.NEW, Direction.ORIGINAL, connection));
    return Judgement.Accepted.ACCEPTED;
  }

  private static boolean begins(Packet packet) {
    if (packet.payload() instanceof TcpSegment segment) {
      return !TcpState.NONE.isInvalid(segment, Direction.ORIGINAL);
    }
    return !(packet.payload() instanceof IcmpMessage message)
        || IcmpTypes.isRequest(packet.protocol(), message.type());
  }

  private boolean isFull(long now) {
    if (limit == 0 || table.size() < limit) {
      return false;
    }
    table.purge(now);
    return table.size() >= limit && !dropsEarly(now);
  }

  /**
   * Makes room: a connection that is not assured goes. The kernel looks for one in eight places of
   * its hash table (early_drop), here it is the oldest.
   */
  private boolean dropsEarly(long now) {
    Optional<Connection> unassured =
        table.connections(now).stream()
            .filter(connection -> !connection.is(Connection.Status.ASSURED))
            .findFirst();
    unassured.ifPresent(table::remove);
    return unassured.isPresent();
  }
}
