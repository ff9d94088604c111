package io.kubenet.net;

import java.util.Comparator;

/**
 * An address and a port: {@code 10.0.0.1:80} or {@code [fd00::1]:80}.
 *
 * @param address the address
 * @param port 0 to 65535
 */
public record IpPort(IpAddress address, int port) implements Comparable<IpPort> {

  private static final Comparator<IpPort> ORDER =
      Comparator.comparing(IpPort::address).thenComparing(IpPort::port);

  public IpPort {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not in 0-65535");
    }
  }

  /**
   * Reads {@code IP:PORT} or {@code [IPV6]:PORT}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static IpPort of(String text) {
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[") && colon > 0 && text.charAt(colon - 1) == ']';
    if (colon < 0
        || (!bracketed && text.indexOf(':') != colon)
        || !text.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException("'" + text + "' is not IP:PORT or [IPV6]:PORT");
    }
    String host = bracketed ? text.substring(1, colon - 1) : text.substring(0, colon);
    return new IpPort(IpAddress.of(host), Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public int compareTo(IpPort other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return address.isIpv6() ? "[" + address + "]:" + port : address + ":" + port;
  }
}
