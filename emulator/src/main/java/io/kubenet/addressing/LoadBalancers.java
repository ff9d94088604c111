package io.kubenet.addressing;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which nodes the world outside sends packets for a load balancer's or an external IP to.
 *
 * <p>For external IPs these are all ready nodes; a load balancer leaves out those that its health
 * check finds without a local endpoint, where the Service's external traffic policy is Local
 * (kube-proxy's healthcheck.ServiceHealthServer answers 503 there).
 *
 * @param services the Services at an address and port: the first by name gets what is sent there
 * @param holders the Services at an address, whatever their ports are
 */
record LoadBalancers(
    Directory<LoadBalancers.Listener, Service> services, Directory<IpAddress, Service> holders) {

  record Listener(Protocol protocol, IpPort at) {}

  private static final String EXCLUDED = "node.kubernetes.io/exclude-from-external-load-balancers";

  private static final LoadBalancers NONE = new LoadBalancers(Directory.empty(), Directory.empty());

  /** Those of a state. */
  static LoadBalancers of(ClusterState state) {
    LoadBalancers all = NONE;
    for (Service service : state.services()) {
      all = all.with(service);
    }
    return all;
  }

  /** These without a Service as it is in a state. */
  LoadBalancers without(ObjectName service, ClusterState state) {
    return state.service(service).map(this::without).orElse(this);
  }

  /** These with a Service as it is in a state. */
  LoadBalancers with(ObjectName service, ClusterState state) {
    return state.service(service).map(this::with).orElse(this);
  }

  private LoadBalancers with(Service service) {
    return new LoadBalancers(
        services.with(listeners(service), service.name(), service),
        holders.with(addresses(service), service.name(), service));
  }

  private LoadBalancers without(Service service) {
    return new LoadBalancers(
        services.without(listeners(service), service.name()),
        holders.without(addresses(service), service.name()));
  }

  private static List<Listener> listeners(Service service) {
    ImmutableList.Builder<Listener> listeners = ImmutableList.builder();
    for (IpAddress address : addresses(service)) {
      for (ServicePort port : service.ports()) {
        listeners.add(new Listener(port.protocol(), new IpPort(address, port.port())));
      }
    }
    return listeners.build();
  }

  private static List<IpAddress> addresses(Service service) {
    ImmutableList.Builder<IpAddress> addresses = ImmutableList.builder();
    addresses.addAll(service.externalIps());
    for (Service.Ingress ingress : service.loadBalancer().ingress()) {
      if (ingress.isVip()) {
        addresses.add(ingress.ip());
      }
    }
    return addresses.build();
  }

  /** The nodes that one of which such a packet is sent to; empty where nobody routes it. */
  List<Node> nodesFor(Packet packet, ClusterState state) {
    return services.get(new Listener(packet.protocol(), packet.destinationEnd())).stream()
        .findFirst()
        .map(service -> nodesOf(service, packet, state))
        .orElse(ImmutableList.of());
  }

  /**
   * The node that answers on the nodes' segment for an address of a Service, as MetalLB's layer 2
   * mode chooses it: of the nodes that may, the one whose name and the Service's first address have
   * the least SHA-256 (speaker/layer2_controller.go, ShouldAnnounce). Nobody answers where no
   * endpoint serves.
   *
   * @param isUp whether a node is switched on
   */
  Optional<Node> announcerOf(IpAddress address, ClusterState state, Predicate<Node> isUp) {
    return holders.get(address).stream()
        .findFirst()
        .filter(service -> servingEndpoints(service, state).findAny().isPresent())
        .flatMap(service -> announcerOf(service, address, state, isUp));
  }

  private static Optional<Node> announcerOf(
      Service service, IpAddress address, ClusterState state, Predicate<Node> isUp) {
    String hashed = announcedWith(service, address).toString();
    return state.nodes().stream()
        .filter(Node::isReady)
        .filter(isUp)
        .filter(node -> node.internalIp(address.family()).isPresent())
        .filter(node -> mayTake(node, service, servingEndpoints(service, state)))
        .min(Comparator.comparing(node -> sha256(node.name() + "#" + hashed)));
  }

  private static Stream<EndpointSlice.Endpoint> servingEndpoints(
      Service service, ClusterState state) {
    return endpoints(service, state).filter(EndpointSlice.Endpoint::isServing);
  }

  /** All addresses of a load balancer are announced by the node that the first of them chooses. */
  private static IpAddress announcedWith(Service service, IpAddress address) {
    List<IpAddress> balanced =
        service.loadBalancer().ingress().stream().map(Service.Ingress::ip).toList();
    return balanced.contains(address) ? balanced.get(0) : address;
  }

  private static String sha256(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }

  private static List<Node> nodesOf(Service service, Packet packet, ClusterState state) {
    boolean isExternalIp = service.externalIps().contains(packet.destination());
    return state.nodes().stream()
        .filter(Node::isReady)
        .filter(node -> node.internalIp(packet.family()).isPresent())
        .filter(node -> isExternalIp || mayTake(node, service, readyEndpoints(service, state)))
        .toList();
  }

  /** Under a Local policy only a node with an endpoint of these takes packets. */
  private static boolean mayTake(
      Node node, Service service, Stream<EndpointSlice.Endpoint> endpoints) {
    return !node.labels().containsKey(EXCLUDED)
        && (service.externalTrafficPolicy() == Service.TrafficPolicy.CLUSTER
            || endpoints.anyMatch(
                endpoint -> endpoint.nodeName().filter(node.name()::equals).isPresent()));
  }

  private static Stream<EndpointSlice.Endpoint> readyEndpoints(
      Service service, ClusterState state) {
    return endpoints(service, state)
        .filter(endpoint -> endpoint.isReady() || service.publishesNotReadyAddresses());
  }

  private static Stream<EndpointSlice.Endpoint> endpoints(Service service, ClusterState state) {
    return state.slicesOf(service.name()).stream()
        .map(EndpointSlice::endpoints)
        .flatMap(List::stream);
  }
}
