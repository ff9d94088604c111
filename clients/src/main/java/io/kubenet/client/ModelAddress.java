package io.kubenet.client;

import io.kubenet.net.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses of the model as the JDK writes them, without ever asking the machine's resolver. */
final class ModelAddress {

  private ModelAddress() {}

  /** An address that a name of the model stands for. */
  static InetAddress of(String name, IpAddress address) {
    try {
      InetAddress plain = InetAddress.getByName(address.toString());
      return InetAddress.getByAddress(name, plain.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("'" + address + "' is not an IP address", e);
    }
  }

  /** What a client connects to when it connects to an address. */
  static ClientConnection.Target target(InetAddress address, int port) {
    return new ClientConnection.Target(address.getHostAddress(), port);
  }

  /** The address that a text is, if it is one in the way that people write addresses. */
  static Optional<IpAddress> parse(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    return IpAddress.isAddress(bare) ? Optional.of(IpAddress.of(bare)) : Optional.empty();
  }
}
