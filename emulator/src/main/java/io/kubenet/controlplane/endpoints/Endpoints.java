package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.EndpointSlice.Port;
import io.kubenet.model.ObjectName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An Endpoints object, which somebody wrote for a Service without a selector.
 *
 * @param name the Service's name
 * @param subsets its addresses with their ports
 * @param isMirrored whether the mirroring controller copies it
 */
public record Endpoints(ObjectName name, List<Subset> subsets, boolean isMirrored) {

  /**
   * Addresses that have the same ports.
   *
   * @param ports the ports
   * @param endpoints each with one address
   */
  public record Subset(List<Port> ports, List<Endpoint> endpoints) {

    public Subset {
      ports = ImmutableList.copyOf(ports);
      endpoints = ImmutableList.copyOf(endpoints);
    }
  }

  public Endpoints {
    subsets = ImmutableList.copyOf(subsets);
  }

  /**
   * The same, so that no two subsets have the same addresses (RepackSubsets of api/v1/endpoints):
   * an address that is ready and not ready with one port is not ready. What is said of an address
   * where it first turns up holds for all ports.
   */
  List<Subset> repacked() {
    Map<Optional<Port>, Map<String, Endpoint>> byPort = new LinkedHashMap<>();
    Map<String, Endpoint> first = new LinkedHashMap<>();
    for (Subset subset : subsets) {
      List<Optional<Port>> ports =
          subset.ports().isEmpty()
              ? ImmutableList.of(Optional.empty())
              : subset.ports().stream().map(Optional::of).toList();
      List<Endpoint> endpoints =
          subset.endpoints().stream().map(endpoint -> known(endpoint, first)).toList();
      ports.forEach(port -> merge(byPort, port, endpoints));
    }
    Map<List<Endpoint>, ImmutableList.Builder<Port>> byEndpoints = new LinkedHashMap<>();
    for (Map.Entry<Optional<Port>, Map<String, Endpoint>> entry : byPort.entrySet()) {
      List<Endpoint> endpoints = ImmutableList.copyOf(entry.getValue().values());
      ImmutableList.Builder<Port> ports =
          byEndpoints.computeIfAbsent(endpoints, e -> ImmutableList.builder());
      entry.getKey().ifPresent(ports::add);
    }
    return byEndpoints.entrySet().stream()
        .map(entry -> new Subset(entry.getValue().build(), entry.getKey()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The endpoint that first had the address, as ready as this one. */
  private static Endpoint known(Endpoint endpoint, Map<String, Endpoint> first) {
    Endpoint known = first.computeIfAbsent(address(endpoint), a -> endpoint);
    return new Endpoint(
        known.addresses(),
        endpoint.isReady(),
        endpoint.isServing(),
        endpoint.isTerminating(),
        known.hostname(),
        known.nodeName(),
        known.zone(),
        known.hintedZones(),
        known.hintedNodes(),
        known.pod());
  }

  private static String address(Endpoint endpoint) {
    return endpoint.addresses().get(0).toString();
  }

  private static void merge(
      Map<Optional<Port>, Map<String, Endpoint>> byPort,
      Optional<Port> port,
      List<Endpoint> endpoints) {
    Map<String, Endpoint> there = byPort.computeIfAbsent(port, p -> new TreeMap<>());
    for (Endpoint endpoint : endpoints) {
      there.merge(
          address(endpoint), endpoint, (first, second) -> second.isReady() ? first : second);
    }
  }
}
