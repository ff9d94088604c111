package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Place;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * A Service in a cluster, and a connection to one of its addresses.
 *
 * @param draft the Service
 * @param attempt the connection
 */
record ConnectionDraft(ServiceDraft draft, Attempt attempt) {
  ClusterState cluster() {
    return draft.in(TestNetwork.cluster());
  }

  @Override
  public String toString() {
    return attempt + "\n" + draft;
  }

  /** Connections to Services with a cluster IP. */
  static Arbitrary<ConnectionDraft> all() {
    return ServiceDrafts.numbered(1)
        .filter(draft -> !draft.service().clusterIps().isEmpty())
        .flatMap(
            draft -> attempt(draft.service()).map(attempt -> new ConnectionDraft(draft, attempt)));
  }

  /** Pods, nodes and the world outside connect equally often, and each protocol is. */
  private static Arbitrary<Attempt> attempt(Service service) {
    Map<String, List<Attempt>> byKind =
        attempts(service).stream()
            .collect(
                Collectors.groupingBy(
                    attempt -> attempt.from().getClass() + " " + attempt.protocol(),
                    TreeMap::new,
                    Collectors.toList()));
    return Arbitraries.of(ImmutableList.copyOf(byKind.values())).flatMap(Arbitraries::of);
  }

  private static List<Attempt> attempts(Service service) {
    List<Attempt> attempts = new ArrayList<>();
    for (ServicePort port : service.ports()) {
      for (Place place : insiders()) {
        Stream.concat(service.clusterIps().stream(), external(service))
            .forEach(ip -> attempts.add(attempt(place, port, new IpPort(ip, port.port()))));
      }
      for (int node = 1; node <= 3; node++) {
        String via = "node" + node;
        IpAddress nodeIp = TestNodes.node(node).internalIps().get(0);
        Place outside = new Place.Outside(TestNetwork.OUTSIDE);
        external(service)
            .map(ip -> attempt(outside, port, new IpPort(ip, port.port())).withVia(via))
            .forEach(attempts::add);
        if (port.nodePort() != 0) {
          Stream.concat(insiders().stream(), Stream.of(outside))
              .map(place -> attempt(place, port, new IpPort(nodeIp, port.nodePort())))
              .forEach(attempts::add);
        }
      }
    }
    return attempts;
  }

  private static List<Place> insiders() {
    return Stream.of(
            IntStream.rangeClosed(1, 3).mapToObj(i -> pod("shop/client-" + i)),
            IntStream.rangeClosed(1, EndpointDrafts.PODS).mapToObj(i -> pod("shop/api-" + i)),
            IntStream.rangeClosed(1, 3).mapToObj(i -> (Place) new Place.OnNode("node" + i)))
        .flatMap(places -> places)
        .toList();
  }

  private static Place pod(String name) {
    return new Place.InPod(ObjectName.of(name));
  }

  /** External IPs, and the load balancers' addresses that nodes answer for. */
  private static Stream<IpAddress> external(Service service) {
    return Stream.concat(
        service.externalIps().stream(),
        service.loadBalancer().ingress().stream()
            .filter(Service.Ingress::isVip)
            .map(Service.Ingress::ip));
  }

  private static Attempt attempt(Place place, ServicePort port, IpPort to) {
    return Attempt.of(place, port.protocol(), to);
  }
}
