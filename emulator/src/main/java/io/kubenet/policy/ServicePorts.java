package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Pod;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules with a Service's port where the pods listen on another: policies see it after DNAT. */
final class ServicePorts {

  private final ClusterState state;
  private final PlacedRule rule;
  private final List<Pod> destinations;

  private ServicePorts(ClusterState state, PlacedRule rule, List<Pod> destinations) {
    this.state = state;
    this.rule = rule;
    this.destinations = destinations;
  }

  static Stream<Finding> in(ClusterState state, PodIndex pods) {
    return PlacedRule.in(state)
        .flatMap(rule -> new ServicePorts(state, rule, rule.destinations(pods)).findings());
  }

  private Stream<Finding> findings() {
    return IntStream.range(0, rule.rule().ports().size())
        .mapToObj(this::finding)
        .flatMap(Optional::stream);
  }

  private Optional<Finding> finding(int index) {
    NetworkPolicy.Port port = rule.rule().ports().get(index);
    if (!isSingleNumber(port) || destinations.stream().anyMatch(pod -> declares(pod, port))) {
      return Optional.empty();
    }
    return state.services().stream()
        .filter(this::leadsToADestination)
        .flatMap(service -> service.ports().stream().map(p -> describe(service, p, index)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isSingleNumber(NetworkPolicy.Port port) {
    return port.endPort().isEmpty()
        && port.port().filter(PortReference.Numbered.class::isInstance).isPresent();
  }

  private static boolean declares(Pod pod, NetworkPolicy.Port port) {
    return pod.ports().stream()
        .anyMatch(
            declared ->
                declared.protocol() == port.protocol() && isNumber(port.port(), declared.number()));
  }

  private static boolean isNumber(Optional<PortReference> port, int number) {
    return port.equals(Optional.of(new PortReference.Numbered(number)));
  }

  private boolean leadsToADestination(Service service) {
    LabelSelector selector = LabelSelector.ofLabels(service.selector());
    return !selector.isEmpty()
        && destinations.stream()
            .filter(pod -> pod.name().namespace().equals(service.name().namespace()))
            .anyMatch(pod -> selector.matches(pod.labels()));
  }

  private Optional<Finding> describe(Service service, ServicePort offered, int index) {
    NetworkPolicy.Port port = rule.rule().ports().get(index);
    boolean isMistaken =
        offered.protocol() == port.protocol()
            && isNumber(port.port(), offered.port())
            && !isNumber(Optional.of(offered.targetPort()), offered.port())
            && !allows(offered);
    return isMistaken ? Optional.of(describe(service, offered, port, index)) : Optional.empty();
  }

  /** Whether the rule has the pods' port too. */
  private boolean allows(ServicePort offered) {
    ImmutableList<Optional<PortReference>> ports =
        rule.rule().ports().stream()
            .map(NetworkPolicy.Port::port)
            .collect(ImmutableList.toImmutableList());
    return ports.contains(Optional.of(offered.targetPort()));
  }

  private Finding describe(
      Service service, ServicePort offered, NetworkPolicy.Port port, int index) {
    return Finding.warning(
        FindingKind.POLICY_HAS_SERVICE_PORT,
        rule.at(rule.portName(index)),
        RuleText.port(port)
            + " is the port of Service "
            + service.name()
            + "; policies see the port of its pods, "
            + offered.targetPort(),
        "allow " + offered.protocol() + " " + offered.targetPort() + " instead");
  }
}
