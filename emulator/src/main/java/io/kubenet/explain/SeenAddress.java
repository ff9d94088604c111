package io.kubenet.explain;

import io.kubenet.net.IpAddress;
import java.util.Optional;

/** Says whose address the one who serves a connection sees. */
public final class SeenAddress {

  private SeenAddress() {}

  /**
   * A part of a sentence: {@code the client's own address 10.42.1.5}.
   *
   * @param sent the address that the client sent from
   * @param seen the address that arrived
   */
  public static String of(Optional<IpAddress> sent, IpAddress seen) {
    return sent.equals(Optional.of(seen))
        ? "the client's own address " + seen
        : seen + ", not the client's own address " + sent.map(IpAddress::toString).orElse("");
  }
}
