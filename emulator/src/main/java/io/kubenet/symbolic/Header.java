package io.kubenet.symbolic;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;

/**
 * A packet's ends as they are in the end, told by those that the packet came with: {@code source},
 * {@code sport}, {@code destination} and {@code dport} for what was kept, else the address or port
 * that it was translated to.
 *
 * @param source where it comes from
 * @param sourcePort its source port
 * @param destination where it goes
 * @param destinationPort its destination port
 */
public record Header(String source, String sourcePort, String destination, String destinationPort) {

  private static final String SOURCE = "source";
  private static final String DESTINATION = "destination";
  private static final String SOURCE_PORT = "sport";
  private static final String DESTINATION_PORT = "dport";

  /** The ends of a packet that goes the way of the one that it came of. */
  static Header of(Packet packet, Packet cameOf) {
    return of(packet, cameOf, false);
  }

  /** The ends of a reply to a packet. */
  static Header ofReply(Packet packet, Packet cameOf) {
    return of(packet, cameOf, true);
  }

  private static Header of(Packet packet, Packet cameOf, boolean isBack) {
    return isBack
        ? new Header(
            address(packet.source(), cameOf.destination(), DESTINATION, cameOf.source(), SOURCE),
            port(packet.sourcePort(), cameOf, true),
            address(
                packet.destination(), cameOf.source(), SOURCE, cameOf.destination(), DESTINATION),
            port(packet.destinationPort(), cameOf, false))
        : new Header(
            address(packet.source(), cameOf.source(), SOURCE, cameOf.destination(), DESTINATION),
            port(packet.sourcePort(), cameOf, false),
            address(
                packet.destination(), cameOf.destination(), DESTINATION, cameOf.source(), SOURCE),
            port(packet.destinationPort(), cameOf, true));
  }

  /** A text about a packet's ends with the packet's own in it. */
  static String told(String text, Packet packet) {
    return text.replace(SOURCE_PORT, Integer.toString(packet.sourcePort()))
        .replace(DESTINATION_PORT, Integer.toString(packet.destinationPort()))
        .replace(SOURCE, packet.source().toString())
        .replace(DESTINATION, packet.destination().toString());
  }

  private static String address(
      IpAddress address, IpAddress first, String firstName, IpAddress second, String secondName) {
    if (address.equals(first)) {
      return firstName;
    }
    return address.equals(second) ? secondName : address.toString();
  }

  private static String port(int port, Packet cameOf, boolean prefersDestination) {
    boolean isSource = port == cameOf.sourcePort();
    boolean isDestination = port == cameOf.destinationPort();
    if (isDestination && (prefersDestination || !isSource)) {
      return DESTINATION_PORT;
    }
    return isSource ? SOURCE_PORT : Integer.toString(port);
  }

  @Override
  public String toString() {
    return end(source, sourcePort) + " -> " + end(destination, destinationPort);
  }

  private static String end(String address, String port) {
    return address.contains(":") ? '[' + address + "]:" + port : address + ':' + port;
  }
}
