package io.kubenet.intent;

import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Place;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.model.ServicePort;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the documentation of Services and of kube-proxy says becomes of a connection, for pods in
 * 10.244.0.0/16 whose nodes detect local traffic by that block.
 *
 * @param state the cluster
 */
public record Intent(ClusterState state) {

  private static final Cidr PODS = Cidr.of("10.244.0.0/16");

  /** What kind of address of a Service is asked. */
  private enum Front {
    CLUSTER_IP,
    EXTERNAL_IP,
    LOAD_BALANCER,
    NODE_PORT
  }

  /**
   * A connection as the node sees it that the Service's rules are applied on.
   *
   * @param node the node
   * @param client the source address there
   * @param isOwn whether the node itself is the client
   */
  private record Arrival(Node node, IpAddress client, boolean isOwn) {
    boolean isOfAPod() {
      return PODS.contains(client);
    }
  }

  private record Asked(Service service, ServicePort port, Front front) {}

  /**
   * What becomes of a connection; empty if it is to no address of a Service, if it leaves the
   * cluster (then it is somebody else's affair), or if nobody said: whether somebody whom source
   * ranges turn away is refused by a load balancer without endpoints, or waits, is each mode's own.
   */
  public Optional<Expectation> of(Attempt attempt) {
    return state.services().stream()
        .filter(service -> !service.clusterIps().isEmpty())
        .flatMap(service -> service.ports().stream().flatMap(port -> asked(service, port, attempt)))
        .findFirst()
        .flatMap(asked -> expect(asked, arrival(attempt), attempt));
  }

  private Stream<Asked> asked(Service service, ServicePort port, Attempt attempt) {
    IpAddress address = attempt.to().address();
    if (port.protocol() != attempt.protocol()) {
      return Stream.empty();
    }
    if (nodeAt(address).isPresent()) {
      return port.nodePort() != 0 && port.nodePort() == attempt.to().port()
          ? Stream.of(new Asked(service, port, Front.NODE_PORT))
          : Stream.empty();
    }
    return port.port() == attempt.to().port()
        ? front(service, address).map(front -> new Asked(service, port, front)).stream()
        : Stream.empty();
  }

  private static Optional<Front> front(Service service, IpAddress address) {
    if (service.clusterIps().contains(address)) {
      return Optional.of(Front.CLUSTER_IP);
    }
    if (service.externalIps().contains(address)) {
      return Optional.of(Front.EXTERNAL_IP);
    }
    return service.loadBalancer().ingress().stream()
        .filter(ingress -> ingress.isVip() && ingress.ip().equals(address))
        .map(ingress -> Front.LOAD_BALANCER)
        .findFirst();
  }

  /** Node ports are the asked node's affair, all else that of the first node on the way. */
  private Arrival arrival(Attempt attempt) {
    Optional<Node> target = nodeAt(attempt.to().address());
    if (attempt.from() instanceof Place.Outside outside) {
      Node first = target.or(() -> attempt.via().flatMap(state::node)).orElseThrow();
      return new Arrival(first, outside.address(), /* isOwn= */ false);
    }
    Node home = homeOf(attempt.from());
    if (target.isPresent() && !target.get().equals(home)) {
      // What leaves the cluster's pods for a node carries the address of their own node.
      return new Arrival(target.get(), addressOf(home), /* isOwn= */ false);
    }
    return attempt.from() instanceof Place.InPod pod
        ? new Arrival(home, podAt(pod).ips().get(0), /* isOwn= */ false)
        : new Arrival(home, addressOf(home), /* isOwn= */ true);
  }

  private Optional<Expectation> expect(Asked asked, Arrival arrival, Attempt attempt) {
    Backends backends =
        Backends.of(state, asked.service(), asked.port(), attempt.to().address().family());
    if (!backends.areThere()) {
      return leavesTheNode(asked, arrival) || isTurnedAway(asked, arrival)
          ? Optional.empty()
          : Optional.of(refused(asked, arrival, attempt));
    }
    List<IpPort> allowed =
        isTurnedAway(asked, arrival) ? List.of() : allowed(asked, arrival, backends);
    return Optional.of(
        allowed.isEmpty() ? dropped(arrival, attempt) : served(asked, arrival, allowed));
  }

  /** A node's own packets to an outside address that nothing serves are sent out. */
  private static boolean leavesTheNode(Asked asked, Arrival arrival) {
    return arrival.isOwn()
        && (asked.front() == Front.EXTERNAL_IP || asked.front() == Front.LOAD_BALANCER);
  }

  /** Whoever rejects its own datagram before it leaves is told that it may not send it. */
  private static Expectation refused(Asked asked, Arrival arrival, Attempt attempt) {
    return new Expectation.Fails(
        asked.front() == Front.CLUSTER_IP && isOwnDatagram(arrival, attempt)
            ? Verdict.NOT_PERMITTED
            : Verdict.REFUSED);
  }

  private static boolean isOwnDatagram(Arrival arrival, Attempt attempt) {
    return arrival.isOwn() && attempt.protocol() == Protocol.UDP;
  }

  /** Whoever drops its own datagram is told so. */
  private static Expectation dropped(Arrival arrival, Attempt attempt) {
    return new Expectation.Fails(
        isOwnDatagram(arrival, attempt) ? Verdict.NOT_PERMITTED : Verdict.TIMED_OUT);
  }

  private static List<IpPort> allowed(Asked asked, Arrival arrival, Backends backends) {
    if (asked.front() == Front.CLUSTER_IP) {
      return asked.service().internalTrafficPolicy() == TrafficPolicy.LOCAL
          ? backends.forNode(arrival.node())
          : backends.forCluster(arrival.node());
    }
    boolean isCutShort = arrival.isOfAPod() || arrival.isOwn();
    return asked.service().externalTrafficPolicy() == TrafficPolicy.LOCAL && !isCutShort
        ? backends.forNode(arrival.node())
        : backends.forCluster(arrival.node());
  }

  private static boolean isTurnedAway(Asked asked, Arrival arrival) {
    return asked.front() == Front.LOAD_BALANCER && !isAdmitted(asked, arrival);
  }

  /** A range that holds every address is no range; the node's range lets the address itself in. */
  private static boolean isAdmitted(Asked asked, Arrival arrival) {
    List<Cidr> ranges =
        asked.service().loadBalancer().sourceRanges().stream()
            .filter(range -> range.family() == arrival.client().family())
            .toList();
    return ranges.isEmpty()
        || ranges.stream().anyMatch(range -> range.prefixLength() == 0)
        || ranges.stream().anyMatch(range -> range.contains(arrival.client()));
  }

  private Expectation served(Asked asked, Arrival arrival, List<IpPort> endpoints) {
    Predicate<IpPort> isMasqueraded =
        endpoint -> endpoint.address().equals(arrival.client()) || isMasqueraded(asked, arrival);
    return new Expectation.Served(
        endpoints.stream()
            .map(
                endpoint ->
                    new Expectation.Answer(
                        endpoint,
                        isMasqueraded.test(endpoint)
                            ? masqueraded(arrival, endpoint)
                            : arrival.client()))
            .toList());
  }

  private static boolean isMasqueraded(Asked asked, Arrival arrival) {
    if (asked.front() == Front.CLUSTER_IP) {
      return !arrival.isOfAPod();
    }
    return asked.service().externalTrafficPolicy() == TrafficPolicy.CLUSTER || arrival.isOwn();
  }

  /** The node's address on the side of the endpoint: its bridge's for a pod of its own. */
  private static IpAddress masqueraded(Arrival arrival, IpPort endpoint) {
    Cidr own = arrival.node().podCidrs().get(0);
    return own.contains(endpoint.address()) ? own.at(1) : addressOf(arrival.node());
  }

  private Optional<Node> nodeAt(IpAddress address) {
    return state.nodes().stream().filter(n -> n.internalIps().contains(address)).findFirst();
  }

  private Node homeOf(Place place) {
    String name =
        place instanceof Place.InPod pod ? podAt(pod).nodeName().orElseThrow() : place.label();
    return state.node(name).orElseThrow();
  }

  private Pod podAt(Place.InPod place) {
    return state.pod(place.name()).orElseThrow();
  }

  private static IpAddress addressOf(Node node) {
    return node.internalIps().get(0);
  }
}
