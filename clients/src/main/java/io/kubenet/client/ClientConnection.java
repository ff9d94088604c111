package io.kubenet.client;

import io.kubenet.Connection;
import java.util.Optional;

/**
 * A connection that a client made, or tried to make.
 *
 * @param target what the client asked for
 * @param opening how it was opened in the model, with its trace
 * @param last the last packet of it that was carried in the model
 * @param requests how many requests were sent on it: runs of bytes to the server, each begun after
 *     bytes of the server; a protocol that sends requests without waiting for answers counts fewer
 * @param isOpen whether the client still holds it
 */
public record ClientConnection(
    Target target, Connection opening, Connection last, int requests, boolean isOpen) {

  /**
   * What a client connects to.
   *
   * @param host a name or an address
   * @param port the port
   */
  public record Target(String host, int port) {

    public Target {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("port must be in 1-65535, but was " + port);
      }
    }

    /** {@code api.shop:80}, {@code [fd00::1]:80}. */
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** Who served it: {@code shop/api-1}; empty where the connection was not established. */
  public Optional<String> endpoint() {
    return opening.endpoint();
  }

  /** {@code api.shop:80 -> shop/api-1, 3 requests}. */
  @Override
  public String toString() {
    return target
        + " -> "
        + endpoint().orElseGet(() -> opening.outcome().verdict().toString())
        + ", "
        + requests
        + (requests == 1 ? " request" : " requests");
  }
}
