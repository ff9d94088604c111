package io.kubenet.client;

import io.kubenet.Connection;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The header by which a proxy tells a server who its client is: version 2 of the PROXY protocol
 * (HAProxy's {@code doc/proxy-protocol.txt}, section 2.2).
 */
final class ProxyHeader {

  private static final byte[] SIGNATURE =
      "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION_2_PROXY = 0x21;
  private static final byte TCP_OVER_IPV4 = 0x11;
  private static final byte TCP_OVER_IPV6 = 0x21;

  private ProxyHeader() {}

  /**
   * The header of an established connection: the client and the endpoint as the endpoint sees them.
   */
  static byte[] of(Connection opening) {
    IpPort destination = opening.address().orElseThrow();
    byte[] source = bytes(opening.clientIp().orElseThrow());
    byte[] target = bytes(destination.address());
    int length = source.length + target.length + 4;
    return ByteBuffer.allocate(SIGNATURE.length + 4 + length)
        .put(SIGNATURE)
        .put(VERSION_2_PROXY)
        .put(destination.address().family() == IpFamily.IPV4 ? TCP_OVER_IPV4 : TCP_OVER_IPV6)
        .putShort((short) length)
        .put(source)
        .put(target)
        .putShort((short) clientPort(opening))
        .putShort((short) destination.port())
        .array();
  }

  /** The port as the client chose it; the endpoint may see another where it is masqueraded. */
  private static int clientPort(Connection opening) {
    return opening.request().orElseThrow().packet().sourcePort();
  }

  private static byte[] bytes(IpAddress address) {
    return ModelAddress.of("", address).getAddress();
  }
}
