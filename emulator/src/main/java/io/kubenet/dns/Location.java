package io.kubenet.dns;

import io.kubenet.dns.message.DomainName;
import io.kubenet.net.IpAddress;

/** Where a name leads. */
sealed interface Location {

  /** The port of what declares none: CoreDNS writes no SRV record of it. */
  int NO_PORT = -1;

  /**
   * An address.
   *
   * @param name the name that an SRV record gives it
   * @param ip the address
   * @param port the port; 0 of pods, {@link #NO_PORT} without one
   */
  record Address(DomainName name, IpAddress ip, int port) implements Location {}

  /**
   * Another name.
   *
   * @param target the other name
   */
  record Alias(DomainName target) implements Location {}
}
