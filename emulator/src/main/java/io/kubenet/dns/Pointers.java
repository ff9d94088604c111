package io.kubenet.dns;

import com.google.common.collect.ImmutableSet;
import io.kubenet.dns.message.DomainName;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names of addresses: serviceRecordForIP of CoreDNS' kubernetes plugin (v1.13.1). */
final class Pointers {

  private final KubernetesOptions options;
  private final View view;

  Pointers(KubernetesOptions options, View view) {
    this.options = options;
    this.view = view;
  }

  /** The Service with this cluster IP, which hides endpoints; else the endpoints. */
  Set<DomainName> namesOf(IpAddress address) {
    Optional<DomainName> service =
        view.servicesWithClusterIp(address).stream()
            .map(Service::name)
            .filter(name -> options.knows(name.namespace()))
            .findFirst()
            .map(this::nameOf);
    return service.<Set<DomainName>>map(ImmutableSet::of).orElseGet(() -> endpoints(address));
  }

  private Set<DomainName> endpoints(IpAddress address) {
    Set<DomainName> names = new LinkedHashSet<>();
    view.slicesWithReady(address).stream()
        .filter(slice -> options.knows(slice.name().namespace()))
        .forEach(slice -> names.addAll(endpoints(address, slice)));
    return names;
  }

  private List<DomainName> endpoints(IpAddress address, EndpointSlice slice) {
    DomainName service = nameOf(slice.service().orElseThrow());
    return slice.endpoints().stream()
        .filter(Endpoint::isReady)
        .filter(endpoint -> endpoint.addresses().contains(address))
        .map(endpoint -> DomainName.below(service, EndpointName.of(endpoint, address, options)))
        .toList();
  }

  private DomainName nameOf(ObjectName service) {
    return DomainName.below(options.primaryZone(), service.name(), service.namespace(), "svc");
  }
}
