package io.kubenet;

/**
 * A server of this JVM, on the loopback interface, that stands for a port of a host of the model.
 *
 * @param port the loopback port that it listens on
 * @param hasProxyProtocol whether it is told who its client is, by a header of version 2 of the
 *     PROXY protocol
 */
public record LocalServer(int port, boolean hasProxyProtocol) {

  public LocalServer {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port must be in 1-65535, but was " + port);
    }
  }

  /** The server that listens on a loopback port. */
  public static LocalServer on(int port) {
    return new LocalServer(port, false);
  }

  /** The same server, which is told who its client is. */
  public LocalServer withProxyProtocol() {
    return new LocalServer(port, true);
  }
}
