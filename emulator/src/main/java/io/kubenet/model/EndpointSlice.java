package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Map;
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
   * @param isServing whether it serves, or says nothing of it
   * @param isTerminating whether it terminates
   * @param hostname its name in the DNS
   * @param nodeName the node that it is on
   * @param zone the zone that it is in
   * @param hintedZones the zones that it should serve; empty without hints
   * @param hintedNodes the nodes that it should serve; empty without hints
   * @param pod the pod that it is
   * @param spellings the addresses that are not written as RFC 5952 says, as they are written: the
   *     DNS server makes names of the text
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
      Optional<ObjectName> pod,
      Map<IpAddress, String> spellings) {

    public Endpoint {
      spellings = ImmutableSortedMap.copyOf(spellings);
      addresses = ImmutableList.copyOf(addresses);
      hintedZones = ImmutableList.copyOf(hintedZones);
      hintedNodes = ImmutableList.copyOf(hintedNodes);
    }

    /** An endpoint whose addresses are all written as RFC 5952 says. */
    public Endpoint(
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
      this(
          addresses,
          isReady,
          isServing,
          isTerminating,
          hostname,
          nodeName,
          zone,
          hintedZones,
          hintedNodes,
          pod,
          ImmutableSortedMap.of());
    }

    /** It without hints. */
    public Endpoint withoutHints() {
      return hintedZones.isEmpty() && hintedNodes.isEmpty()
          ? this
          : new Endpoint(
              addresses,
              isReady,
              isServing,
              isTerminating,
              hostname,
              nodeName,
              zone,
              ImmutableList.of(),
              ImmutableList.of(),
              pod,
              spellings);
    }

    /** How one of its addresses is written. */
    public String spelling(IpAddress address) {
      return Optional.ofNullable(spellings.get(address)).orElseGet(address::toString);
    }
  }

  public EndpointSlice {
    ports = ImmutableList.copyOf(ports);
    endpoints = ImmutableList.copyOf(endpoints);
  }
}
