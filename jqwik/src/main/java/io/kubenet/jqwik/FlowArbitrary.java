package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Connections within a cluster: from its pods, its nodes and a host outside, to the addresses of
 * its Services, nodes and pods, on ports that are served and ports that are not.
 */
final class FlowArbitrary {

  private static final int CLOSED_PORT = 7;

  private record Target(IpPort end, Protocol protocol) {}

  private final ClusterSpec cluster;

  private FlowArbitrary(ClusterSpec cluster) {
    this.cluster = cluster;
  }

  static Arbitrary<FlowSpec> in(ClusterSpec cluster) {
    FlowArbitrary flows = new FlowArbitrary(cluster);
    List<Target> targets = flows.targets().toList();
    List<String> sources = flows.sources().toList();
    List<String> nodes = cluster.nodes().stream().map(NodeSpec::name).toList();
    return Combinators.combine(
            Arbitraries.of(sources), Arbitraries.of(targets), Arbitraries.of(nodes))
        .as(flows::flow);
  }

  private FlowSpec flow(String source, Target target, String node) {
    boolean isOutside = source.equals("external");
    IpAddress address = target.end().address();
    String host = address.isIpv4() ? "external/192.168.0.250" : "external/fd00:192::fa";
    Optional<String> via = isOutside && !isOfANode(address) ? Optional.of(node) : Optional.empty();
    return new FlowSpec(isOutside ? host : source, target.end(), target.protocol(), via);
  }

  private boolean isOfANode(IpAddress address) {
    return cluster.nodes().stream().anyMatch(node -> node.ip(address.family()).equals(address));
  }

  private Stream<String> sources() {
    return Stream.of(
            cluster.pods().stream().map(pod -> "pod/" + pod.fullName()),
            cluster.nodes().stream().map(node -> "node/" + node.name()),
            Stream.of("external"))
        .flatMap(part -> part);
  }

  private Stream<Target> targets() {
    return Stream.concat(
        cluster.services().stream()
            .filter(service -> service.type() != ServiceSpec.Type.HEADLESS)
            .flatMap(service -> families().stream().flatMap(f -> of(service, f))),
        cluster.pods().stream().flatMap(pod -> families().stream().flatMap(f -> of(pod, f))));
  }

  private List<IpFamily> families() {
    return cluster.families().list();
  }

  private Stream<Target> of(ServiceSpec service, IpFamily family) {
    return Stream.concat(
        addresses(service, family).stream()
            .flatMap(
                address ->
                    Stream.concat(
                        service.ports().stream().map(port -> target(address, port.port(), port)),
                        Stream.of(new Target(new IpPort(address, CLOSED_PORT), Protocol.TCP)))),
        service.type().hasNodePorts() ? nodePorts(service, family) : Stream.empty());
  }

  private static List<IpAddress> addresses(ServiceSpec service, IpFamily family) {
    ImmutableList.Builder<IpAddress> addresses = ImmutableList.builder();
    addresses.add(service.clusterIp(family)).addAll(service.externalIps(family));
    if (service.type() == ServiceSpec.Type.LOAD_BALANCER) {
      addresses.add(service.loadBalancerIp(family));
    }
    return addresses.build();
  }

  private Stream<Target> nodePorts(ServiceSpec service, IpFamily family) {
    return cluster.nodes().stream()
        .flatMap(
            node ->
                IntStream.range(0, service.ports().size())
                    .mapToObj(
                        i -> target(node.ip(family), service.nodePort(i), service.ports().get(i))));
  }

  private static Stream<Target> of(PodSpec pod, IpFamily family) {
    return Stream.of(
        new Target(new IpPort(pod.ip(family), 8080), Protocol.TCP),
        new Target(new IpPort(pod.ip(family), 5353), Protocol.UDP),
        new Target(new IpPort(pod.ip(family), CLOSED_PORT), Protocol.TCP));
  }

  private static Target target(IpAddress address, int number, PortSpec port) {
    return new Target(new IpPort(address, number), port.protocol());
  }
}
