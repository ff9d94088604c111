package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.DomainName;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import java.util.List;

/**
 * The names and addresses of the DNS server itself: nsAddrs of CoreDNS' kubernetes plugin
 * (v1.13.1).
 */
final class NameServers {

  private static final String DEFAULT_NAME = "ns.dns.";

  private final KubernetesOptions options;
  private final View view;
  private final List<IpAddress> own;

  NameServers(KubernetesOptions options, View view, List<IpAddress> own) {
    this.options = options;
    this.view = view;
    this.own = own;
  }

  /** Whether it is the name that every zone's SOA record gives its server; in lower case alone. */
  static boolean isDefaultName(DomainName lowerCase, DomainName zone) {
    return lowerCase.toString().equals(DEFAULT_NAME + zone);
  }

  /** The Services that the server's own addresses are ready endpoints of, else itself. */
  List<Location.Address> in(DomainName zone) {
    ImmutableList.Builder<Location.Address> found = ImmutableList.builder();
    List<EndpointSlice> slices =
        own.stream().flatMap(address -> view.slicesWithReady(address).stream()).toList();
    if (slices.isEmpty()) {
      DomainName name = DomainName.below(zone, "ns", "dns");
      own.forEach(address -> found.add(new Location.Address(name, address, 0)));
    }
    slices.forEach(slice -> found.addAll(of(slice, zone)));
    return found.build();
  }

  private List<Location.Address> of(EndpointSlice slice, DomainName zone) {
    return slice
        .service()
        .flatMap(view.state()::service)
        .map(service -> of(service, slice, zone))
        .orElse(List.of());
  }

  private List<Location.Address> of(Service service, EndpointSlice slice, DomainName zone) {
    DomainName name =
        DomainName.below(zone, service.name().name(), service.name().namespace(), "svc");
    if (service.isHeadless()) {
      return endpoints(slice, name);
    }
    return service.clusterIps().stream()
        .map(address -> new Location.Address(name, address, 0))
        .toList();
  }

  private List<Location.Address> endpoints(EndpointSlice slice, DomainName service) {
    ImmutableList.Builder<Location.Address> found = ImmutableList.builder();
    for (Endpoint endpoint : slice.endpoints()) {
      if (endpoint.isReady()) {
        endpoint.addresses().forEach(address -> found.add(of(endpoint, address, service)));
      }
    }
    return found.build();
  }

  private Location.Address of(Endpoint endpoint, IpAddress address, DomainName service) {
    String label = EndpointName.of(endpoint, address, options);
    return new Location.Address(DomainName.below(service, label), address, 0);
  }
}
