package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with one Service. */
final class ServiceFindings {

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
        inNamespace.stream().filter(this::isSelected).collect(ImmutableList.toImmutableList());
  }

  List<Raw> find() {
    if (service.type() == Service.Type.EXTERNAL_NAME) {
      return new ExternalNameFindings(cluster, service).find();
    }
    ImmutableList.Builder<Raw> found = ImmutableList.builder();
    LeftToOthers.find(service).ifPresent(found::add);
    if (service.selector().isEmpty()) {
      found.addAll(new SliceFindings(cluster, service).find());
    } else if (pods.isEmpty()) {
      found.add(selectsNothing());
    } else {
      found.addAll(ofPods());
    }
    unrestricted().ifPresent(found::add);
    return found.build();
  }

  private List<Raw> ofPods() {
    ImmutableList.Builder<Raw> found = ImmutableList.builder();
    if (readyEndpoints().findAny().isEmpty()) {
      found.add(
          Raw.error(
              FindingKind.NO_READY_ENDPOINT,
              "spec.selector",
              "has no ready endpoint: " + states(),
              "see why its pods are not ready"));
    }
    for (int i = 0; i < service.ports().size(); i++) {
      port(i, service.ports().get(i)).ifPresent(found::add);
      untranslated(i, service.ports().get(i)).ifPresent(found::add);
    }
    unready().ifPresent(found::add);
    localPolicy().ifPresent(found::add);
    return found.build();
  }

  private Raw selectsNothing() {
    List<Pod> ended =
        cluster.pods().stream()
            .filter(this::isSelected)
            .filter(Pod::isFinished)
            .collect(ImmutableList.toImmutableList());
    if (!ended.isEmpty()) {
      return Raw.error(
          FindingKind.PODS_HAVE_ENDED,
          "spec.selector",
          "its pods have ended: "
              + Enumeration.of(
                  ended.stream()
                      .map(pod -> pod.name().name() + " " + phase(pod))
                      .collect(ImmutableList.toImmutableList())),
          "see why they ended; pods that have ended are no endpoints");
    }
    Optional<String> near = NearestLabels.hint(service.selector(), inNamespace);
    return new Raw(
        FindingKind.SELECTOR_MATCHES_NO_POD,
        near.isEmpty() && service.selector().keySet().stream().anyMatch(OwnLabels::isOwn)
            ? Finding.Severity.WARNING
            : Finding.Severity.ERROR,
        "spec.selector",
        "the selector " + service.selector() + " matches no pod",
        near.orElse("give pods of namespace '" + service.name().namespace() + "' these labels"));
  }

  private boolean isSelected(Pod pod) {
    return pod.name().namespace().equals(service.name().namespace())
        && pod.labels().entrySet().containsAll(service.selector().entrySet());
  }

  private static String phase(Pod pod) {
    return pod.phase() == Pod.Phase.FAILED ? "Failed" : "Succeeded";
  }

  private String states() {
    return Enumeration.of(
        pods.stream()
            .map(
                pod ->
                    pod.name().name()
                        + (pod.nodeName().isEmpty() ? " waits for a node" : " is not ready"))
            .collect(ImmutableList.toImmutableList()));
  }

  /** A headless Service has no rules that would translate its ports. */
  private Optional<Raw> untranslated(int index, ServicePort port) {
    List<Integer> targets =
        service.isHeadless()
            ? pods.stream()
                .map(pod -> number(port, pod))
                .flatMap(Optional::stream)
                .distinct()
                .collect(ImmutableList.toImmutableList())
            : ImmutableList.of();
    boolean isServed =
        pods.stream()
            .flatMap(pod -> pod.ports().stream())
            .anyMatch(p -> p.number() == port.port() && p.protocol() == port.protocol());
    if (targets.isEmpty() || targets.contains(port.port()) || isServed) {
      return Optional.empty();
    }
    String numbers = Enumeration.of(targets.stream().map(Object::toString).toList());
    return Optional.of(
        Raw.warning(
            FindingKind.HEADLESS_PORT_NOT_TRANSLATED,
            "spec.ports[" + index + "].port",
            "is headless: port %d is not translated to %s".formatted(port.port(), numbers),
            "have clients ask for port %s, or give the Service a cluster IP".formatted(numbers)));
  }

  private static Optional<Integer> number(ServicePort port, Pod pod) {
    if (port.targetPort() instanceof PortReference.Numbered numbered) {
      return Optional.of(numbered.number());
    }
    return pod.ports().stream()
        .filter(p -> p.protocol() == port.protocol())
        .filter(p -> p.name().equals(((PortReference.Named) port.targetPort()).name()))
        .map(ContainerPort::number)
        .findFirst();
  }

  private Optional<Raw> unready() {
    List<Pod> unready =
        pods.stream().filter(pod -> !pod.isReady()).collect(ImmutableList.toImmutableList());
    return !service.publishesNotReadyAddresses() || service.isHeadless() || unready.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Raw.warning(
                FindingKind.PUBLISHES_NOT_READY,
                "spec.publishNotReadyAddresses",
                "sends connections by its cluster IP to pods that are not ready, too: "
                    + Enumeration.ofNames(unready),
                "for discovery alone make it headless, with clusterIP: None"));
  }

  /** kube-proxy asks for source ranges at addresses of load balancers alone. */
  private Optional<Raw> unrestricted() {
    List<String> ports =
        service.ports().stream()
            .filter(port -> port.nodePort() != 0)
            .map(port -> String.valueOf(port.nodePort()))
            .collect(ImmutableList.toImmutableList());
    List<Cidr> ranges = service.loadBalancer().sourceRanges();
    boolean isRestricted =
        !ranges.isEmpty() && ranges.stream().noneMatch(range -> range.prefixLength() == 0);
    return !isRestricted || ports.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Raw.warning(
                FindingKind.SOURCE_RANGES_AND_NODE_PORT,
                "spec.loadBalancerSourceRanges",
                ports.size() == 1
                    ? "do not hold at node port " + ports.get(0) + ", which answers every client"
                    : "do not hold at node ports %s, which answer every client"
                        .formatted(Enumeration.of(ports)),
                "set allocateLoadBalancerNodePorts: false, or have a firewall before the nodes"));
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
          ? without(field, named.name(), port)
          : Optional.of(misnamed(field, named.name(), declared));
    }
    int number = ((PortReference.Numbered) port.targetPort()).number();
    return declared.isEmpty() || declared.stream().anyMatch(p -> p.number() == number)
        ? Optional.empty()
        : Optional.of(
            new Raw(
                FindingKind.TARGET_PORT_NOT_DECLARED,
                Finding.Severity.WARNING,
                field,
                "no container has port %d/%s".formatted(number, port.protocol()),
                "its pods' ports are " + ports(declared)));
  }

  /** Pods that lack a named port get nothing of it: theirs is a slice of its own, without it. */
  private Optional<Raw> without(String field, String name, ServicePort port) {
    List<Pod> lacking =
        pods.stream()
            .filter(pod -> number(port, pod).isEmpty())
            .collect(ImmutableList.toImmutableList());
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Raw.warning(
                FindingKind.TARGET_PORT_NAME_IN_SOME_PODS,
                field,
                "%d of its %d pods, %s, %s no port named '%s' and %s nothing"
                    .formatted(
                        lacking.size(),
                        pods.size(),
                        Enumeration.ofNames(lacking),
                        lacking.size() == 1 ? "has" : "have",
                        name,
                        lacking.size() == 1 ? "gets" : "get"),
                "name a port so in each, or let the selector leave these pods out"));
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
        FindingKind.TARGET_PORT_NAME_UNKNOWN,
        Finding.Severity.ERROR,
        field,
        "'" + name + "' names no port of its pods",
        remedy);
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
                FindingKind.LOCAL_POLICY_WITHOUT_ENDPOINT,
                Finding.Severity.WARNING,
                "spec.externalTrafficPolicy",
                "is Local, and these nodes have no ready endpoint and drop: "
                    + String.join(", ", without),
                "run a pod on each node, or have the load balancer check healthCheckNodePort"));
  }
}
