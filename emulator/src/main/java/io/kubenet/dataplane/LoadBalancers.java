package io.kubenet.dataplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Node;
import io.kubenet.model.Service;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which nodes the world outside sends packets for a load balancer's or an external IP to.
 *
 * <p>For external IPs these are all ready nodes; a load balancer leaves out those that its health
 * check finds without a local endpoint, where the Service's external traffic policy is Local
 * (kube-proxy's healthcheck.ServiceHealthServer answers 503 there).
 */
final class LoadBalancers {

  private record Listener(Protocol protocol, IpPort at) {}

  private static final String EXCLUDED = "node.kubernetes.io/exclude-from-external-load-balancers";

  private final ClusterState state;
  private final Map<Listener, Service> services = new LinkedHashMap<>();

  LoadBalancers(ClusterState state) {
    this.state = state;
    state.services().forEach(this::add);
  }

  private void add(Service service) {
    Stream.concat(
            service.externalIps().stream(),
            service.loadBalancer().ingress().stream()
                .filter(Service.Ingress::isVip)
                .map(Service.Ingress::ip))
        .forEach(
            ip ->
                service
                    .ports()
                    .forEach(
                        port ->
                            services.putIfAbsent(
                                new Listener(port.protocol(), new IpPort(ip, port.port())),
                                service)));
  }

  /** The nodes that one of which such a packet is sent to; empty where nobody routes it. */
  List<Node> nodesFor(Packet packet) {
    Service service = services.get(new Listener(packet.protocol(), packet.destinationEnd()));
    return service == null ? ImmutableList.of() : nodesOf(service, packet);
  }

  private List<Node> nodesOf(Service service, Packet packet) {
    boolean isExternalIp = service.externalIps().contains(packet.destination());
    return state.nodes().stream()
        .filter(Node::isReady)
        .filter(node -> node.internalIp(packet.family()).isPresent())
        .filter(node -> isExternalIp || isHealthy(node, service))
        .toList();
  }

  private boolean isHealthy(Node node, Service service) {
    return !node.labels().containsKey(EXCLUDED)
        && (service.externalTrafficPolicy() == Service.TrafficPolicy.CLUSTER
            || hasLocalEndpoint(node, service));
  }

  private boolean hasLocalEndpoint(Node node, Service service) {
    return state.slicesOf(service.name()).stream()
        .map(EndpointSlice::endpoints)
        .flatMap(List::stream)
        .anyMatch(
            endpoint ->
                (endpoint.isReady() || service.publishesNotReadyAddresses())
                    && endpoint.nodeName().filter(node.name()::equals).isPresent());
  }
}
