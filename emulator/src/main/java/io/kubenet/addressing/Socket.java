package io.kubenet.addressing;

import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;

/**
 * What somebody listens on.
 *
 * @param protocol the protocol
 * @param port the port
 */
public record Socket(Protocol protocol, int port) {

  /** The one that a packet asks for. */
  static Socket of(Packet packet) {
    return new Socket(packet.protocol(), packet.destinationPort());
  }
}
