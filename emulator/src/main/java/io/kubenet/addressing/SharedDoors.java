package io.kubenet.addressing;

import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds Services that have one load balancer or external IP and port: on each node one of them gets
 * what comes there, and which one depends on the order in which kube-proxy met them (it iterates
 * over a Go map; kubernetes/kubernetes#69599).
 */
public final class SharedDoors {

  private record Door(Protocol protocol, IpPort at) {}

  private record Use(Door door, ObjectName service, String field) {}

  private SharedDoors() {}

  /**
   * The findings of a cluster, one for each Service and port that another has before it.
   *
   * @param places where a Service was written; empty where nobody wrote it
   */
  public static Stream<Finding> in(
      ClusterState state, Function<ObjectName, Optional<String>> places) {
    Map<Door, Use> first = new LinkedHashMap<>();
    Stream.Builder<Finding> findings = Stream.builder();
    state.services().stream()
        .flatMap(SharedDoors::uses)
        .forEach(
            use ->
                Optional.ofNullable(first.putIfAbsent(use.door(), use))
                    .filter(other -> !other.service().equals(use.service()))
                    .ifPresent(other -> findings.add(finding(use, other, places))));
    return findings.build();
  }

  private static Stream<Use> uses(Service service) {
    return Stream.concat(
        service.externalIps().stream().flatMap(ip -> uses(service, ip, "spec.externalIPs")),
        service.loadBalancer().ingress().stream()
            .filter(Service.Ingress::isVip)
            .flatMap(to -> uses(service, to.ip(), "status.loadBalancer")));
  }

  private static Stream<Use> uses(Service service, IpAddress ip, String field) {
    return service.ports().stream()
        .map(port -> new Door(port.protocol(), new IpPort(ip, port.port())))
        .map(door -> new Use(door, service.name(), field));
  }

  private static Finding finding(
      Use use, Use other, Function<ObjectName, Optional<String>> places) {
    String written = places.apply(other.service()).map(" (%s)"::formatted).orElse("");
    return Finding.error(
        FindingKind.SHARED_SERVICE_ADDRESS,
        new Finding.Subject("Service", use.service().toString(), use.field()),
        "Service %s%s has %s %s too: on each node one of the two gets what comes there, and chance decides which"
            .formatted(other.service(), written, use.door().protocol(), use.door().at()),
        "give one of them another address or port");
  }
}
