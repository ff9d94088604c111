package io.kubenet.dns;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.kubenet.dns.KubernetesOptions.Pods;
import io.kubenet.dns.message.DomainName;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where the names of the cluster's zone lead: Records, findServices and findPods of CoreDNS'
 * kubernetes plugin (v1.13.1).
 */
final class Locations {

  private final KubernetesOptions options;
  private final View view;
  private final ServiceLocations services;

  Locations(KubernetesOptions options, View view) {
    this.options = options;
    this.view = view;
    this.services = new ServiceLocations(options, view.state());
  }

  /** Where a name in lower case leads; empty if it does not exist. */
  Optional<List<Location>> find(DomainName name, DomainName zone) {
    return RecordRequest.parse(name.labelsBefore(zone))
        .flatMap(
            request ->
                request.kind() == RecordRequest.Kind.APEX
                    ? Optional.of(ImmutableList.of())
                    : below(name, zone, request));
  }

  private Optional<List<Location>> below(DomainName name, DomainName zone, RecordRequest request) {
    if (ReverseName.isBelow(name) || !isExposed(request.namespace())) {
      return Optional.empty();
    }
    return request.kind() == RecordRequest.Kind.POD
        ? pods(request, zone)
        : services.find(request, zone);
  }

  private boolean isExposed(String namespace) {
    return options.knows(namespace) && view.state().namespace(namespace).isPresent();
  }

  private Optional<List<Location>> pods(RecordRequest request, DomainName zone) {
    if (options.pods() == Pods.DISABLED) {
      return Optional.empty();
    }
    if (request.service().isEmpty()) {
      return Optional.of(ImmutableList.of());
    }
    String address = addressIn(request.service());
    return isServed(address, request.namespace())
        ? Optional.of(ImmutableList.of(podLocation(request, zone, IpAddress.of(address))))
        : Optional.empty();
  }

  private boolean isServed(String address, String namespace) {
    if (options.pods() == Pods.INSECURE) {
      return IpAddress.isAddress(address);
    }
    return view.podsWithAddress(address).stream()
        .anyMatch(pod -> pod.name().namespace().equals(namespace));
  }

  private static Location podLocation(RecordRequest request, DomainName zone, IpAddress address) {
    DomainName name = DomainName.below(zone, request.service(), request.namespace(), "pod");
    return new Location.Address(name, address, 0);
  }

  private static String addressIn(String label) {
    boolean isIpv4 = CharMatcher.is('-').countIn(label) == 3 && !label.contains("--");
    return label.replace('-', isIpv4 ? '.' : ':');
  }
}
