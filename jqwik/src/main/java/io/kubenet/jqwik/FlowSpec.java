package io.kubenet.jqwik;

import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.Connections;
import io.kubenet.Host;
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

  /** Every way that the connection can go in a cluster now. */
  public Connections everyWayIn(Cluster cluster) {
    return host(cluster).everyConnectionTo(target.address().toString(), target.port());
  }

  /** The connection by the one way that the cluster's seed decides. */
  public Connection connectIn(Cluster cluster) {
    return host(cluster).connectTo(target.address().toString(), target.port());
  }

  private Host host(Cluster cluster) {
    Host host = host(cluster, source.indexOf('/')).over(protocol);
    return via.map(host::via).orElse(host);
  }

  private Host host(Cluster cluster, int slash) {
    String name = source.substring(slash + 1);
    return switch (source.substring(0, slash)) {
      case "pod" -> cluster.pod(name);
      case "node" -> cluster.node(name);
      case "external" -> cluster.externalHost(name);
      default -> throw new IllegalArgumentException("'" + source + "' is no source");
    };
  }
}
