package io.kubenet.jqwik;

import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.Optional;

/**
 * A connection to try in an arbitrary cluster.
 *
 * @param source who connects: {@code pod/shop/api-1}, {@code node/node1} or {@code
 *     external/192.168.0.250}
 * @param target what it connects to
 * @param protocol TCP or UDP
 * @param via the node that an external source's packets for an address that is no node's reach
 *     first
 */
public record FlowSpec(String source, IpPort target, Protocol protocol, Optional<String> via) {

  @Override
  public String toString() {
    return source + " -> " + protocol + " " + target + via.map(node -> " via " + node).orElse("");
  }
}
