package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableSetMultimap;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Services that have one address and port in common. kube-proxy writes rules for both, in an order
 * that it does not choose, and the first is obeyed.
 */
final class ContestedAddresses {

  /** Who has which address and port, by name. */
  private final ImmutableSetMultimap<String, ObjectName> owners;

  ContestedAddresses(ClusterState cluster) {
    ImmutableSetMultimap.Builder<String, ObjectName> found = ImmutableSetMultimap.builder();
    cluster.services().stream()
        .filter(service -> LeftToOthers.proxy(service).isEmpty())
        .sorted(Comparator.comparing(Service::name))
        .forEach(
            service -> frontends(service).forEach(frontend -> found.put(frontend, service.name())));
    this.owners = found.build();
  }

  /**
   * The Services before one, by name, that have an address and port of its, with what they have:
   * {@code 198.51.100.7 port 80/TCP}.
   */
  Map<ObjectName, String> rivals(Service service) {
    Map<ObjectName, String> rivals = new LinkedHashMap<>();
    frontends(service)
        .filter(frontend -> owners.containsEntry(frontend, service.name()))
        .forEach(
            frontend ->
                owners.get(frontend).stream()
                    .takeWhile(other -> !other.equals(service.name()))
                    .forEach(other -> rivals.putIfAbsent(other, frontend)));
    return rivals;
  }

  private static Stream<String> frontends(Service service) {
    return service.isHeadless() || service.type() == Service.Type.EXTERNAL_NAME
        ? Stream.empty()
        : addresses(service)
            .flatMap(
                address ->
                    service.ports().stream()
                        .map(
                            port ->
                                "%s port %d/%s".formatted(address, port.port(), port.protocol())));
  }

  private static Stream<IpAddress> addresses(Service service) {
    return Stream.of(
            service.clusterIps().stream(),
            service.externalIps().stream(),
            service.loadBalancer().ingress().stream()
                .filter(Service.Ingress::isVip)
                .map(Service.Ingress::ip))
        .flatMap(addresses -> addresses)
        .distinct();
  }
}
