package io.kubenet.netfilter;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.Packet;
import java.util.Optional;

/** Rewrites packets as their connections are translated (nf_nat_packet of Linux 6.18). */
final class Nat {

  private Nat() {}

  /** Rewrites one end of the packet where its connection has that end translated. */
  static void rewrite(SocketBuffer buffer, Manipulation manipulation) {
    Tracking tracking = buffer.tracking();
    Optional<Connection> connection = tracking.connection();
    if (connection.isEmpty()
        || !isTranslated(connection.get(), tracking.direction(), manipulation)) {
      return;
    }
    Tuple wanted = connection.get().tuple(tracking.direction().opposite()).inverse();
    Packet packet = buffer.packet();
    buffer.rewrite(
        packet.payload() instanceof IcmpMessage message && message.isError()
            ? rewriteError(packet, wanted, manipulation)
            : withEnd(packet, wanted, manipulation));
  }

  private static boolean isTranslated(
      Connection connection, Direction direction, Manipulation manipulation) {
    Manipulation ofOriginal =
        direction == Direction.ORIGINAL ? manipulation : manipulation.opposite();
    return connection.is(ofOriginal.status());
  }

  /** An error is rewritten outside, and the packet that it is about inside, at its other end. */
  private static Packet rewriteError(Packet error, Tuple wanted, Manipulation manipulation) {
    Packet outside = withAddress(error, wanted, manipulation);
    if (!(error.payload() instanceof IcmpMessage message) || message.about().isEmpty()) {
      return outside;
    }
    Packet inside = withEnd(message.about().get(), wanted.inverse(), manipulation.opposite());
    return outside.withPayload(IcmpMessage.error(message.type(), message.code(), inside));
  }

  private static Packet withAddress(Packet packet, Tuple wanted, Manipulation manipulation) {
    return manipulation == Manipulation.SOURCE
        ? packet.withSource(wanted.source(), packet.sourcePort())
        : packet.withDestination(wanted.destination(), packet.destinationPort());
  }

  private static Packet withEnd(Packet packet, Tuple wanted, Manipulation manipulation) {
    if (!packet.protocol().hasPorts()) {
      return withIdentifier(withAddress(packet, wanted, manipulation), wanted);
    }
    return manipulation == Manipulation.SOURCE
        ? packet.withSource(wanted.source(), wanted.sourcePort())
        : packet.withDestination(wanted.destination(), wanted.destinationPort());
  }

  /** The identifier of an ICMP message stands for the port of its source. */
  private static Packet withIdentifier(Packet packet, Tuple wanted) {
    if (!(packet.payload() instanceof IcmpMessage message)) {
      return packet;
    }
    return packet.withPayload(
        new IcmpMessage(message.type(), message.code(), wanted.sourcePort(), message.about()));
  }
}
