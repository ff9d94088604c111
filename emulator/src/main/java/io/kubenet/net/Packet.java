package io.kubenet.net;

/**
 * An IP packet, as far as rules and routes read it.
 *
 * @param protocol the protocol above IP
 * @param source the source address
 * @param sourcePort the source port; 0 where the protocol has none
 * @param destination the destination address
 * @param destinationPort the destination port; 0 where the protocol has none
 * @param payload what the protocol's own header says
 */
public record Packet(
    Protocol protocol,
    IpAddress source,
    int sourcePort,
    IpAddress destination,
    int destinationPort,
    Payload payload) {

  public Packet {
    if (source.family() != destination.family()) {
      throw new IllegalArgumentException(
          "a packet from " + source + " to " + destination + " mixes IP families");
    }
  }

  /** The first packet of a connection: a SYN, an INIT or a datagram. */
  public static Packet first(Protocol protocol, IpPort source, IpPort destination) {
    return new Packet(
        protocol,
        source.address(),
        source.port(),
        destination.address(),
        destination.port(),
        protocol == Protocol.TCP ? TcpSegment.SYN : Datagram.INSTANCE);
  }

  public IpFamily family() {
    return source.family();
  }

  public IpPort sourceEnd() {
    return new IpPort(source, sourcePort);
  }

  public IpPort destinationEnd() {
    return new IpPort(destination, destinationPort);
  }

  public Packet withSource(IpAddress address, int port) {
    return new Packet(protocol, address, port, destination, destinationPort, payload);
  }

  public Packet withDestination(IpAddress address, int port) {
    return new Packet(protocol, source, sourcePort, address, port, payload);
  }

  public Packet withPayload(Payload other) {
    return new Packet(protocol, source, sourcePort, destination, destinationPort, other);
  }

  /** The same ends the other way round, with another payload. */
  public Packet reversed(Payload reply) {
    return new Packet(protocol, destination, destinationPort, source, sourcePort, reply);
  }

  /** The ICMP error about this packet that somebody sends to its source. */
  public Packet icmpError(IpAddress from, int type, int code) {
    return new Packet(
        Protocol.icmpOf(family()), from, 0, source, 0, IcmpMessage.error(type, code, this));
  }

  /** {@code TCP 10.42.1.5:40000 -> 10.43.0.20:80}; without ports where there are none. */
  @Override
  public String toString() {
    return protocol.hasPorts()
        ? protocol + " " + sourceEnd() + " -> " + destinationEnd()
        : protocol + " " + source + " -> " + destination + " " + payload;
  }
}
