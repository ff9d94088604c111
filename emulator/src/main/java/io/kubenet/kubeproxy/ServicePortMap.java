package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Services of a cluster in one IP family, as every kube-proxy reads them. */
public final class ServicePortMap {

  /**
   * A port and everything that serves it.
   *
   * @param info the port
   * @param endpoints all of its endpoints, in the order of their texts, with duplicates
   */
  public record Entry(ServicePortInfo info, List<Endpoint> endpoints) {

    /** How many endpoints it has, duplicates counted once. */
    private long count() {
      return endpoints.stream().map(Endpoint::text).distinct().count();
    }
  }

  /** A Service, its slices, and what was read from them. */
  private record Reading(Service service, List<EndpointSlice> slices, List<Entry> entries) {

    /** States share what did not change, so this seldom compares contents. */
    boolean isOf(Service otherService, List<EndpointSlice> otherSlices) {
      return service.equals(otherService) && slices.equals(otherSlices);
    }
  }

  private final ServicePortReader ports;
  private final EndpointReader endpoints;
  private final Map<ObjectName, Reading> readings;

  private ServicePortMap(
      ServicePortReader ports, EndpointReader endpoints, Map<ObjectName, Reading> readings) {
    this.ports = ports;
    this.endpoints = endpoints;
    this.readings = readings;
  }

  /** The Services of a state. */
  public static ServicePortMap of(ClusterState state, IpFamily family, KubernetesVersion version) {
    ServicePortMap nothing =
        new ServicePortMap(
            new ServicePortReader(family, version), new EndpointReader(family), ImmutableMap.of());
    return nothing.updated(state);
  }

  /** The Services of a later state; only what changed is read anew. */
  public ServicePortMap updated(ClusterState state) {
    ImmutableMap.Builder<ObjectName, Reading> updated =
        ImmutableMap.builderWithExpectedSize(state.services().size());
    for (Service service : state.services()) {
      updated.put(service.name(), reading(service, state));
    }
    return new ServicePortMap(ports, endpoints, updated.buildOrThrow());
  }

  /** The ports of all Services, in the order of the Services' names. */
  public List<Entry> entries() {
    return readings.values().stream()
        .flatMap(reading -> reading.entries().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** How many endpoints the ports have altogether, used or not. */
  long endpointCount() {
    return readings.values().stream()
        .flatMap(reading -> reading.entries().stream())
        .mapToLong(Entry::count)
        .sum();
  }

  private Reading reading(Service service, ClusterState state) {
    List<EndpointSlice> slices = ImmutableList.copyOf(state.slicesOf(service.name()));
    return Optional.ofNullable(readings.get(service.name()))
        .filter(reading -> reading.isOf(service, slices))
        .orElseGet(() -> new Reading(service, slices, read(service, slices)));
  }

  private List<Entry> read(Service service, List<EndpointSlice> slices) {
    List<ServicePortInfo> infos = ports.read(service);
    if (infos.isEmpty()) {
      return ImmutableList.of();
    }
    ListMultimap<ServicePortName, Endpoint> byPort = endpoints.read(service.name(), slices);
    return infos.stream()
        .map(info -> new Entry(info, byPort.get(info.name())))
        .collect(ImmutableList.toImmutableList());
  }
}
