package io.kubenet.conformance.kernel;

import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.Optional;

/**
 * A connection to try.
 *
 * @param source who tries: {@code pod/NAMESPACE/NAME}, {@code node/NAME} or {@code external/IP}
 * @param target what it connects to
 * @param protocol TCP or UDP
 * @param via the node that an external source's packets for the target go to first
 */
record Probe(String source, IpPort target, Protocol protocol, Optional<String> via) {

  @Override
  public String toString() {
    return source + " -> " + protocol + " " + target + via.map(node -> " via " + node).orElse("");
  }
}
