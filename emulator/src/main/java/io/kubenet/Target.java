package io.kubenet;

import io.kubenet.net.IpAddress;
import java.util.Optional;

/**
 * Where somebody wants to connect to.
 *
 * @param name an address, or a name
 * @param port the port; 0 for an echo request
 * @param address the address, if the name is one
 */
record Target(String name, int port, Optional<IpAddress> address) {

  Target {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not in 1-65535");
    }
  }

  static Target of(String name, int port) {
    return new Target(
        name, port, IpAddress.isAddress(name) ? Optional.of(IpAddress.of(name)) : Optional.empty());
  }

  static Target ping(String name) {
    return of(name, 0);
  }

  boolean isPing() {
    return port == 0;
  }

  @Override
  public String toString() {
    return isPing() ? name : (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }
}
