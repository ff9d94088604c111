package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.DomainName;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;

/** Where names of Services lead: findServices of CoreDNS' kubernetes plugin (v1.13.1). */
final class ServiceLocations {

  private final KubernetesOptions options;
  private final ClusterState state;

  ServiceLocations(KubernetesOptions options, ClusterState state) {
    this.options = options;
    this.state = state;
  }

  /** Where a name in an existing namespace leads; empty if it does not exist. */
  Optional<List<Location>> find(RecordRequest request, DomainName zone) {
    if (request.service().isEmpty()) {
      return Optional.of(ImmutableList.of());
    }
    return state
        .service(new ObjectName(request.namespace(), request.service()))
        .filter(this::exists)
        .flatMap(service -> of(service, request, zone));
  }

  private boolean exists(Service service) {
    return !options.ignoresEmptyServices()
        || service.clusterIps().isEmpty()
        || slicesOf(service).stream()
            .anyMatch(slice -> slice.endpoints().stream().anyMatch(Endpoint::isReady));
  }

  private Optional<List<Location>> of(Service service, RecordRequest request, DomainName zone) {
    if (service.type() == Service.Type.EXTERNAL_NAME) {
      return alias(service, request);
    }
    DomainName name =
        DomainName.below(zone, service.name().name(), service.name().namespace(), "svc");
    return service.isHeadless() || !request.endpoint().isEmpty()
        ? Optional.of(endpoints(service, request, name)).filter(found -> !found.isEmpty())
        : clusterIps(service, request, name);
  }

  /** Neither endpoints nor ports are below an ExternalName; an address is no name. */
  private static Optional<List<Location>> alias(Service service, RecordRequest request) {
    boolean isBare =
        request.endpoint().isEmpty() && request.port().isEmpty() && request.protocol().isEmpty();
    return service
        .externalName()
        .filter(name -> isBare && !IpAddress.isAddress(name))
        .map(name -> ImmutableList.of(new Location.Alias(DomainName.of(name))));
  }

  private static Optional<List<Location>> clusterIps(
      Service service, RecordRequest request, DomainName name) {
    List<Integer> ports = portsOf(service, request);
    if (ports.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ports.stream()
            .flatMap(
                port ->
                    service.clusterIps().stream()
                        .<Location>map(ip -> new Location.Address(name, ip, port)))
            .toList());
  }

  private static List<Integer> portsOf(Service service, RecordRequest request) {
    if (service.ports().isEmpty()) {
      return request.meansPort("", "") ? List.of(Location.NO_PORT) : List.of();
    }
    return service.ports().stream()
        .filter(port -> request.meansPort(port.name(), port.protocol().name()))
        .map(ServicePort::port)
        .toList();
  }

  private List<Location> endpoints(Service service, RecordRequest request, DomainName name) {
    ImmutableList.Builder<Location> found = ImmutableList.builder();
    for (EndpointSlice slice : slicesOf(service)) {
      List<Integer> ports = portsOf(slice, request);
      slice.endpoints().stream()
          .filter(Endpoint::isReady)
          .forEach(endpoint -> found.addAll(endpoint(endpoint, ports, request, name)));
    }
    return found.build();
  }

  private List<Location> endpoint(
      Endpoint endpoint, List<Integer> ports, RecordRequest request, DomainName service) {
    ImmutableList.Builder<Location> found = ImmutableList.builder();
    for (IpAddress address : endpoint.addresses()) {
      String label = EndpointName.of(endpoint, address, options);
      if (request.endpoint().isEmpty() || request.endpoint().equalsIgnoreCase(label)) {
        DomainName name = DomainName.below(service, label);
        ports.forEach(port -> found.add(new Location.Address(name, address, port)));
      }
    }
    return found.build();
  }

  private static List<Integer> portsOf(EndpointSlice slice, RecordRequest request) {
    if (slice.ports().isEmpty()) {
      return request.meansPort("", "") ? List.of(Location.NO_PORT) : List.of();
    }
    return slice.ports().stream()
        .filter(port -> request.meansPort(port.name(), port.protocol().name()))
        .map(port -> port.number().orElse(Location.NO_PORT))
        .toList();
  }

  private List<EndpointSlice> slicesOf(Service service) {
    return List.copyOf(state.slicesOf(service.name()));
  }
}
