package io.kubenet.policy;

import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Pod;
import io.kubenet.model.PortReference;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Port names that no pod which may be connected to declares. */
final class UnknownPortNames {

  private UnknownPortNames() {}

  static Stream<Finding> in(ClusterState state, PodIndex pods) {
    return PlacedRule.in(state).flatMap(rule -> in(rule, rule.destinations(pods)));
  }

  private static Stream<Finding> in(PlacedRule rule, List<Pod> destinations) {
    List<NetworkPolicy.Port> ports = rule.rule().ports();
    return IntStream.range(0, ports.size())
        .filter(i -> isNamed(ports.get(i)) && !destinations.isEmpty())
        .filter(i -> declared(destinations).noneMatch(port -> isMeant(ports.get(i), port)))
        .mapToObj(i -> finding(rule, i, destinations));
  }

  private static boolean isNamed(NetworkPolicy.Port port) {
    return port.port().filter(PortReference.Named.class::isInstance).isPresent();
  }

  private static Stream<ContainerPort> declared(List<Pod> pods) {
    return pods.stream().flatMap(pod -> pod.ports().stream());
  }

  private static boolean isMeant(NetworkPolicy.Port wanted, ContainerPort port) {
    return wanted.protocol() == port.protocol()
        && port.name().equals(wanted.port().map(Object::toString).orElse(""));
  }

  private static Finding finding(PlacedRule rule, int index, List<Pod> destinations) {
    List<String> names =
        declared(destinations)
            .filter(port -> !port.name().isEmpty())
            .map(port -> port.protocol() + " '" + port.name() + "'")
            .distinct()
            .toList();
    return Finding.warning(
        FindingKind.POLICY_PORT_NAME_UNKNOWN,
        rule.at(rule.portName(index)),
        RuleText.port(rule.rule().ports().get(index))
            + " is declared by none of the pods that it is about: "
            + Names.of(destinations),
        names.isEmpty() ? "name the ports of their containers" : "use one of " + Names.join(names));
  }
}
