package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a Pod is as an endpoint of a Service (endpointslice utils.go podToEndpoint, v1.36). */
final class PodEndpoints {

  private PodEndpoints() {}

  /** Whether slices hold it at all (endpointslice util ShouldPodBeInEndpoints). */
  static boolean isCandidate(Pod pod) {
    return !pod.isFinished() && !pod.ips().isEmpty();
  }

  /** The Service's ports that the Pod serves; one whose name no container has is left out. */
  static List<EndpointSlice.Port> ports(Service service, Pod pod) {
    ImmutableList.Builder<EndpointSlice.Port> ports = ImmutableList.builder();
    for (ServicePort port : service.ports()) {
      OptionalInt number = number(port, pod);
      if (number.isPresent()) {
        ports.add(new EndpointSlice.Port(port.name(), port.protocol(), number));
      }
    }
    return ports.build();
  }

  private static OptionalInt number(ServicePort port, Pod pod) {
    if (port.targetPort() instanceof PortReference.Numbered numbered) {
      return OptionalInt.of(numbered.number());
    }
    String name = port.targetPort().toString();
    return pod.ports().stream()
        .filter(p -> p.name().equals(name) && p.protocol() == port.protocol())
        .mapToInt(ContainerPort::number)
        .findFirst();
  }

  /** The Pod as an endpoint, without hints; empty if it has no address of the family. */
  static Optional<EndpointSlice.Endpoint> endpoint(
      Service service, Pod pod, Optional<Node> node, IpFamily family) {
    List<IpAddress> addresses =
        pod.ips().stream()
            .filter(ip -> ip.family() == family)
            .collect(ImmutableList.toImmutableList());
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EndpointSlice.Endpoint(
            addresses,
            isReady(service, pod),
            pod.isReady(),
            pod.isTerminating(),
            hostname(service, pod),
            pod.nodeName(),
            node.flatMap(Node::zone).filter(zone -> !zone.isEmpty()),
            ImmutableList.of(),
            ImmutableList.of(),
            Optional.of(pod.name())));
  }

  private static boolean isReady(Service service, Pod pod) {
    return service.publishesNotReadyAddresses() || (pod.isReady() && !pod.isTerminating());
  }

  private static Optional<String> hostname(Service service, Pod pod) {
    return pod.hostname().filter(h -> pod.subdomain().equals(Optional.of(service.name().name())));
  }
}
