package io.kubenet.jqwik;

import io.kubenet.net.Protocol;

/**
 * A port of a Service of an arbitrary cluster.
 *
 * @param name its name
 * @param protocol TCP or UDP
 * @param port the Service's port
 * @param targetPort the pods' port: a number, or a name of theirs
 */
public record PortSpec(String name, Protocol protocol, int port, String targetPort) {

  static final PortSpec HTTP = new PortSpec("http", Protocol.TCP, 80, "8080");
  static final PortSpec DNS_OVER_TCP = new PortSpec("dns-tcp", Protocol.TCP, 53, "8080");
  static final PortSpec METRICS = new PortSpec("metrics", Protocol.TCP, 9090, "metrics");
  static final PortSpec DNS = new PortSpec("dns", Protocol.UDP, 53, "dns");
}
