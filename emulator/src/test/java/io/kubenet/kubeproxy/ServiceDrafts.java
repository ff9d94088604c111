package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.model.ObjectName;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.Service.Ingress;
import io.kubenet.model.Service.LoadBalancer;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.model.ServicePort;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitrary Services with everything that kube-proxy reads of them: what the API server would take,
 * the plainest first.
 */
final class ServiceDrafts {

  /** What concerns traffic from outside. */
  private record External(
      TrafficPolicy policy, List<Ingress> ingress, List<Cidr> sourceRanges, boolean hasIps) {}

  private ServiceDrafts() {}

  /** A Service {@code shop/svc-N}; all of its addresses and node ports follow from its number. */
  static Arbitrary<ServiceDraft> numbered(int number) {
    Arbitrary<Service> service =
        Combinators.combine(
                Arbitraries.of(Service.Type.class),
                Arbitraries.frequencyOf(
                    Tuple.of(9, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))),
                portCount(),
                external(number),
                Arbitraries.of(TrafficPolicy.class),
                affinity(),
                Arbitraries.frequencyOf(
                    Tuple.of(4, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))))
            .as(
                (type, hasIp, ports, external, internal, affinity, hasNodePorts) ->
                    service(
                        number,
                        hasIp ? type : Service.Type.CLUSTER_IP,
                        hasIp,
                        ports(number, ports, type, hasNodePorts),
                        external,
                        internal,
                        affinity));
    return Combinators.combine(service, EndpointDrafts.slices(number)).as(ServiceDraft::new);
  }

  private static Service service(
      int number,
      Service.Type type,
      boolean hasIp,
      List<ServicePort> ports,
      External external,
      TrafficPolicy internal,
      OptionalInt affinity) {
    boolean isBalanced = type == Service.Type.LOAD_BALANCER;
    boolean isLocal = isBalanced && external.policy() == TrafficPolicy.LOCAL;
    boolean isNamed = type == Service.Type.EXTERNAL_NAME;
    return new Service(
        ObjectName.of("shop/svc-" + number),
        ImmutableMap.of(),
        ImmutableMap.of(),
        type,
        hasIp && !isNamed
            ? ImmutableList.of(IpAddress.of("10.96.0." + (10 + number)))
            : ImmutableList.of(),
        ImmutableList.of(IpFamily.IPV4),
        ports,
        ImmutableMap.of(),
        external.hasIps() && !isNamed
            ? ImmutableList.of(IpAddress.of("198.51.100." + (10 + number)))
            : ImmutableList.of(),
        isBalanced
            ? new LoadBalancer(
                external.ingress(), external.sourceRanges(), isLocal ? 32000 + number : 0)
            : LoadBalancer.NONE,
        external.policy(),
        internal,
        affinity,
        /* publishesNotReadyAddresses= */ false,
        Optional.empty(),
        isNamed ? Optional.of("api.example.com") : Optional.empty());
  }

  /** TCP, UDP and SCTP ports; the first has no name if it is alone. */
  private static List<ServicePort> ports(
      int number, int count, Service.Type type, boolean hasNodePorts) {
    boolean isReached =
        type == Service.Type.NODE_PORT || (type == Service.Type.LOAD_BALANCER && hasNodePorts);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new ServicePort(
                    EndpointDrafts.PORT_NAMES.get(i),
                    EndpointDrafts.PROTOCOLS.get(i),
                    80 + i,
                    new PortReference.Named(EndpointDrafts.PORT_NAMES.get(i)),
                    isReached ? 30000 + 10 * number + i : 0))
        .toList();
  }

  private static Arbitrary<Integer> portCount() {
    return Arbitraries.frequency(Tuple.of(4, 1), Tuple.of(1, 2), Tuple.of(1, 3));
  }

  private static Arbitrary<External> external(int number) {
    Arbitrary<List<Ingress>> ingress =
        Arbitraries.of(
                new Ingress(IpAddress.of("192.0.2." + (10 + number)), /* isVip= */ true),
                new Ingress(IpAddress.of("192.0.2." + (110 + number)), /* isVip= */ true),
                new Ingress(IpAddress.of("192.0.2." + (210 + number)), /* isVip= */ false))
            .list()
            .ofMaxSize(3)
            .uniqueElements();
    return Combinators.combine(
            Arbitraries.of(TrafficPolicy.class),
            ingress,
            sourceRanges(),
            Arbitraries.of(false, false, true))
        .as(External::new);
  }

  private static Arbitrary<List<Cidr>> sourceRanges() {
    Arbitrary<List<Cidr>> some =
        Arbitraries.of(
                "192.168.0.0/24",
                "192.168.0.250/32",
                "10.244.1.0/24",
                "203.0.113.0/24",
                "0.0.0.0/0",
                "fd00:192::/64")
            .map(Cidr::of)
            .list()
            .ofMinSize(1)
            .ofMaxSize(2)
            .uniqueElements();
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just(ImmutableList.of())), Tuple.of(1, some));
  }

  private static Arbitrary<OptionalInt> affinity() {
    return Arbitraries.of(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(100));
  }
}
