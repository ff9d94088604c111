package io.kubenet;

import io.kubenet.net.IpAddress;

/**
 * Where somebody wants to connect to.
 *
 * @param name an address, or a name
 * @param port the port; 0 for an echo request
 */
record Target(String name, int port) {

  Target {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not in 1-65535");
    }
  }

  static Target ping(String name) {
    return new Target(name, 0);
  }

  boolean isPing() {
    return port == 0;
  }

  boolean isAddress() {
    return IpAddress.isAddress(name);
  }

  IpAddress address() {
    return IpAddress.of(name);
  }

  @Override
  public String toString() {
    return isPing() ? name : (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }
}
