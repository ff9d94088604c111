package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.finding.Finding;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with one Service. */
final class ServiceFindings {

  /**
   * A finding that does not know its place yet.
   *
   * @param severity how bad it is
   * @param field the field that it is about
   * @param problem what is wrong
   * @param remedy what to do about it
   */
  record Raw(Finding.Severity severity, String field, String problem, String remedy) {}

  private final ClusterState cluster;
  private final Service service;
  private final List<Pod> inNamespace;
  private final List<Pod> pods;

  ServiceFindings(ClusterState cluster, Service service) {
    this.cluster = cluster;
    this.service = service;
    this.inNamespace =
        cluster.pods().stream()
            .filter(pod -> pod.name().namespace().equals(service.name().namespace()))
            .filter(pod -> !pod.isFinished())
            .collect(ImmutableList.toImmutableList());
    this.pods =
        inNamespace.stream()
            .filter(pod -> pod.labels().entrySet().containsAll(service.selector().entrySet()))
            .collect(ImmutableList.toImmutableList());
  }

  List<Raw> find() {
    if (service.type() == Service.Type.EXTERNAL_NAME) {
      return ImmutableList.of();
    }
    if (service.selector().isEmpty()) {
      return readyEndpoints().findAny().isPresent() ? ImmutableList.of() : withoutEndpoints();
    }
    if (pods.isEmpty()) {
      return ImmutableList.of(selectsNothing());
    }
    ImmutableList.Builder<Raw> found = ImmutableList.builder();
    if (readyEndpoints().findAny().isEmpty()) {
      found.addAll(withoutEndpoints());
    }
    for (int i = 0; i < service.ports().size(); i++) {
      port(i, service.ports().get(i)).ifPresent(found::add);
    }
    localPolicy().ifPresent(found::add);
    return found.build();
  }

  private Raw selectsNothing() {
    return new Raw(
        Finding.Severity.ERROR,
        "spec.selector",
        "the selector " + service.selector() + " matches no pod",
        NearestLabels.hint(service.selector(), inNamespace)
            .orElse("give pods of namespace '" + service.name().namespace() + "' these labels"));
  }

  private List<Raw> withoutEndpoints() {
    return ImmutableList.of(
        new Raw(
            Finding.Severity.ERROR,
            "spec.selector",
            "has no ready endpoint" + (pods.isEmpty() ? "" : ": " + states()),
            service.selector().isEmpty()
                ? "add a selector, or an EndpointSlice labelled kubernetes.io/service-name"
                : "see why its pods are not ready"));
  }

  private String states() {
    return String.join(
        ", ",
        pods.stream()
            .limit(3)
            .map(
                pod ->
                    pod.name().name()
                        + (pod.nodeName().isEmpty() ? " waits for a node" : " is not ready"))
            .toList());
  }

  private Stream<EndpointSlice.Endpoint> readyEndpoints() {
    return cluster.slicesOf(service.name()).stream()
        .flatMap(slice -> slice.endpoints().stream())
        .filter(EndpointSlice.Endpoint::isReady);
  }

  private Optional<Raw> port(int index, ServicePort port) {
    List<ContainerPort> declared =
        pods.stream()
            .flatMap(pod -> pod.ports().stream())
            .filter(p -> p.protocol() == port.protocol())
            .distinct()
            .collect(ImmutableList.toImmutableList());
    String field = "spec.ports[" + index + "].targetPort";
    if (port.targetPort() instanceof PortReference.Named named) {
      return declared.stream().anyMatch(p -> p.name().equals(named.name()))
          ? Optional.empty()
          : Optional.of(misnamed(field, named.name(), declared));
    }
    int number = ((PortReference.Numbered) port.targetPort()).number();
    return declared.isEmpty() || declared.stream().anyMatch(p -> p.number() == number)
        ? Optional.empty()
        : Optional.of(
            new Raw(
                Finding.Severity.WARNING,
                field,
                "no container has port %d/%s".formatted(number, port.protocol()),
                "its pods' ports are " + ports(declared)));
  }

  private static Raw misnamed(String field, String name, List<ContainerPort> declared) {
    String remedy =
        declared.stream()
            .map(ContainerPort::name)
            .filter(n -> !n.isEmpty() && NearestLabels.distance(n, name) <= 2)
            .findFirst()
            .map(near -> "did you mean '" + near + "'?")
            .orElse("its pods' ports are " + ports(declared));
    return new Raw(
        Finding.Severity.ERROR, field, "'" + name + "' names no port of its pods", remedy);
  }

  private static String ports(List<ContainerPort> declared) {
    return declared.isEmpty()
        ? "none"
        : String.join(
            ", ", declared.stream().map(p -> p.number() + " '" + p.name() + "'").toList());
  }

  /** Nodes without an endpoint drop what comes to them from outside. */
  private Optional<Raw> localPolicy() {
    boolean isLocal =
        service.externalTrafficPolicy() == Service.TrafficPolicy.LOCAL
            && service.type() != Service.Type.CLUSTER_IP;
    List<String> without =
        cluster.nodes().stream()
            .map(Node::name)
            .filter(n -> readyEndpoints().noneMatch(e -> e.nodeName().equals(Optional.of(n))))
            .collect(ImmutableList.toImmutableList());
    return !isLocal || without.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Raw(
                Finding.Severity.WARNING,
                "spec.externalTrafficPolicy",
                "is Local, and these nodes have no ready endpoint and drop: "
                    + String.join(", ", without),
                "run a pod on each node, or have the load balancer check healthCheckNodePort"));
  }
}
