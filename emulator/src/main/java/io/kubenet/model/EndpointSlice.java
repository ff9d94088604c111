package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Endpoints of a Service that have the same ports.
 *
 * @param name its name
 * @param service the Service that its label kubernetes.io/service-name names; empty without one
 * @param family the family of its addresses
 * @param ports its ports
 * @param endpoints its endpoints
 */
public record EndpointSlice(
    ObjectName name,
    Optional<ObjectName> service,
    IpFamily family,
    List<Port> ports,
    List<Endpoint> endpoints) {

  /**
   * A port of every endpoint of a slice.
   *
   * @param name the name of the Service's port; empty if that has none
   * @param protocol TCP, UDP or SCTP
   * @param number the endpoints' port; empty where the slice leaves it open
   */
  public record Port(String name, Protocol protocol, OptionalInt number) {}

  /**
   * Something that serves.
   *
   * @param addresses its addresses, of which kube-proxy reads the first
   * @param isReady whether it is ready, or says nothing of it
   * @param isServing whether it serves, or says nothing and is ready
   * @param isTerminating whether it terminates
   * @param hostname its name in the DNS
   * @param nodeName the node that it is on
   * @param zone the zone that it is in
   * @param hintedZones the zones that it should serve; empty without hints
   * @param hintedNodes the nodes that it should serve; empty without hints
   * @param pod the pod that it is
   */
  public record Endpoint(
      List<IpAddress> addresses,
      boolean isReady,
      boolean isServing,
      boolean isTerminating,
      Optional<String> hostname,
      Optional<String> nodeName,
      Optional<String> zone,
      List<String> hintedZones,
      List<String> hintedNodes,
      Optional<ObjectName> pod) {

    public Endpoint {
      addresses = ImmutableList.copyOf(addresses);
      hintedZones = ImmutableList.copyOf(hintedZones);
      hintedNodes = ImmutableList.copyOf(hintedNodes);
    }
  }

  public EndpointSlice {
    ports = ImmutableList.copyOf(ports);
    endpoints = ImmutableList.copyOf(endpoints);
  }
}
