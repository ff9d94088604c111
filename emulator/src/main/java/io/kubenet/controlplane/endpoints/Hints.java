package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.Service;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Gives the endpoints of one family of a Service the zones and nodes that they should serve.
 *
 * <p>The topology-mode annotation wins over spec.trafficDistribution (endpointslice reconciler.go
 * reconcileByAddressType, v1.36).
 */
final class Hints {

  /**
   * Endpoints with their hints.
   *
   * @param endpoints as given, each with its hints
   * @param memory what is remembered of them
   * @param events what is said about them
   */
  record Hinted(List<Endpoint> endpoints, HintMemory memory, List<TopologyEvent> events) {}

  private final ZoneCapacity capacity;
  private final IpFamily family;

  Hints(ZoneCapacity capacity, IpFamily family) {
    this.capacity = capacity;
    this.family = family;
  }

  Hinted give(Service service, List<Endpoint> endpoints, HintMemory memory) {
    if (isAuto(service)) {
      return byCapacity(endpoints, memory);
    }
    List<Endpoint> hinted = byDistribution(service.trafficDistribution().orElse(""), endpoints);
    if (!memory.isPopulated()) {
      return new Hinted(hinted, memory, ImmutableList.of());
    }
    return new Hinted(
        hinted,
        memory.without(family),
        ImmutableList.of(TopologyEvent.disabled("Topology Aware Hints has been disabled", family)));
  }

  /** The deprecated annotation has precedence where both are set (utils.go hintsEnabled). */
  private static boolean isAuto(Service service) {
    String mode =
        Optional.ofNullable(service.annotations().get("service.kubernetes.io/topology-aware-hints"))
            .orElse(service.annotations().getOrDefault("service.kubernetes.io/topology-mode", ""));
    return mode.equals("Auto") || mode.equals("auto");
  }

  private static List<Endpoint> byDistribution(String distribution, List<Endpoint> endpoints) {
    return switch (distribution) {
      case "PreferClose", "PreferSameZone" -> mapReady(endpoints, Hints::toItsZone);
      case "PreferSameNode" -> mapReady(endpoints, Hints::toItsNode);
      default -> endpoints;
    };
  }

  private static List<Endpoint> mapReady(List<Endpoint> endpoints, UnaryOperator<Endpoint> hint) {
    return endpoints.stream()
        .map(endpoint -> endpoint.isReady() ? hint.apply(endpoint) : endpoint)
        .collect(ImmutableList.toImmutableList());
  }

  private static Endpoint toItsZone(Endpoint endpoint) {
    return withHints(endpoint, endpoint.zone().stream().toList(), ImmutableList.of());
  }

  private static Endpoint toItsNode(Endpoint endpoint) {
    return withHints(
        endpoint, endpoint.zone().stream().toList(), endpoint.nodeName().stream().toList());
  }

  private Hinted byCapacity(List<Endpoint> endpoints, HintMemory memory) {
    int ready = (int) endpoints.stream().filter(Endpoint::isReady).count();
    Optional<String> refusal =
        ZoneAllocation.refusal(capacity, ready).or(() -> missingZone(endpoints));
    if (refusal.isPresent()) {
      return new Hinted(
          endpoints,
          memory.without(family),
          ImmutableList.of(TopologyEvent.disabled(refusal.get(), family)));
    }
    List<Endpoint> hinted = allocate(endpoints, ZoneAllocation.of(capacity, ready));
    return new Hinted(
        hinted,
        memory.with(family, hintedZones(hinted)),
        memory.isPopulated()
            ? ImmutableList.of()
            : ImmutableList.of(TopologyEvent.enabled(family)));
  }

  private static Optional<String> missingZone(List<Endpoint> endpoints) {
    return endpoints.stream().anyMatch(e -> e.isReady() && e.zone().isEmpty())
        ? Optional.of("One or more endpoints do not have a zone specified")
        : Optional.empty();
  }

  /** Each ready endpoint serves its own zone, but for those that zones give away. */
  private static List<Endpoint> allocate(List<Endpoint> endpoints, ZoneAllocation allocation) {
    List<Endpoint> own = mapReady(endpoints, Hints::toItsZone);
    ZoneAllocation.Exchange exchange = allocation.exchange(hintedZones(own));
    return mapReady(own, endpoint -> exchanged(endpoint, exchange));
  }

  private static Endpoint exchanged(Endpoint endpoint, ZoneAllocation.Exchange exchange) {
    String zone = endpoint.hintedZones().get(0);
    if (exchange.receiving().isEmpty() || !exchange.giving().containsKey(zone)) {
      return endpoint;
    }
    String receiver = exchange.receiving().firstKey();
    takeOne(exchange.giving(), zone);
    takeOne(exchange.receiving(), receiver);
    return withHints(endpoint, ImmutableList.of(receiver), ImmutableList.of());
  }

  private static void takeOne(SortedMap<String, Integer> zones, String zone) {
    zones.computeIfPresent(zone, (z, number) -> number == 1 ? null : number - 1);
  }

  private static SortedMap<String, Integer> hintedZones(List<Endpoint> endpoints) {
    SortedMap<String, Integer> zones = new TreeMap<>();
    endpoints.forEach(e -> e.hintedZones().forEach(zone -> zones.merge(zone, 1, Integer::sum)));
    return zones;
  }

  private static Endpoint withHints(Endpoint e, List<String> zones, List<String> nodes) {
    return new Endpoint(
        e.addresses(),
        e.isReady(),
        e.isServing(),
        e.isTerminating(),
        e.hostname(),
        e.nodeName(),
        e.zone(),
        zones,
        nodes,
        e.pod());
  }
}
