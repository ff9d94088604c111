package io.kubenet.netfilter;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;

/**
 * One direction of a connection, as conntrack tells connections apart.
 *
 * @param protocol the protocol
 * @param source where packets come from
 * @param sourcePort their source port; the identifier of an ICMP message
 * @param destination where packets go
 * @param destinationPort their destination port; type and code of an ICMP message, 8 bits each
 */
public record Tuple(
    Protocol protocol,
    IpAddress source,
    int sourcePort,
    IpAddress destination,
    int destinationPort) {

  static Tuple of(Packet packet) {
    if (packet.payload() instanceof IcmpMessage message) {
      return new Tuple(
          packet.protocol(),
          packet.source(),
          message.identifier(),
          packet.destination(),
          message.type() << 8 | message.code());
    }
    return new Tuple(
        packet.protocol(),
        packet.source(),
        packet.sourcePort(),
        packet.destination(),
        packet.destinationPort());
  }

  /** The tuple of what answers this. */
  Tuple inverse() {
    return protocol.hasPorts()
        ? new Tuple(protocol, destination, destinationPort, source, sourcePort)
        : new Tuple(protocol, destination, sourcePort, source, answered());
  }

  Tuple withSource(IpAddress address, int port) {
    return new Tuple(protocol, address, port, destination, destinationPort);
  }

  Tuple withDestination(IpAddress address, int port) {
    return new Tuple(protocol, source, sourcePort, address, port);
  }

  /** Type and code of the ICMP message that answers. */
  private int answered() {
    int type = destinationPort >> 8;
    return IcmpTypes.answerTo(protocol, type) << 8 | (destinationPort & 0xff);
  }

  @Override
  public int hashCode() {
    long mixed = source.low() * 31 + destination.low();
    mixed = mixed * 0x9e3779b97f4a7c15L + (source.high() ^ destination.high());
    mixed = mixed * 31 + ((long) sourcePort << 16 | destinationPort) + protocol.number();
    return Long.hashCode(mixed * 0x9e3779b97f4a7c15L);
  }
}
