package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.Reachability.Kind;
import io.kubenet.Reachability.Target;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where people connect to: everything that a Service's spec and status give it, and its pods.
 *
 * @param state the cluster
 */
record TrafficDoors(ClusterState state) {

  private static final IpAddress LOOPBACK = IpAddress.of("127.0.0.1");

  List<Door> list() {
    return Stream.concat(
            state.services().stream().flatMap(this::ofService),
            new ReachabilityTargets(state)
                .list().stream()
                    .filter(target -> target.kind() == Kind.POD)
                    .map(pod -> Door.of(Door.Kind.INSIDE, pod.toString(), pod)))
        .collect(ImmutableList.toImmutableList());
  }

  private Stream<Door> ofService(Service service) {
    return service.ports().stream().map(port -> new Ports(service, port)).flatMap(this::ofPort);
  }

  private Stream<Door> ofPort(Ports port) {
    return Stream.of(clusterIps(port), nodePorts(port), externalIps(port), loadBalancers(port))
        .flatMap(doors -> doors);
  }

  private static Stream<Door> clusterIps(Ports port) {
    List<IpAddress> ips = port.service().clusterIps();
    return ips.stream()
        .map(
            ip ->
                Door.of(
                    Door.Kind.INSIDE,
                    port.label() + (ip.equals(ips.get(0)) ? "" : " over " + ip.family()),
                    port.at(ip)));
  }

  private Stream<Door> nodePorts(Ports port) {
    return port.number().nodePort() == 0
        ? Stream.empty()
        : state.nodes().stream()
            .flatMap(node -> nodePorts(port, node))
            .filter(door -> port.service().ipFamilies().contains(door.target().address().family()));
  }

  /** On a node's addresses for others, on the one among its pods, and on loopback. */
  private static Stream<Door> nodePorts(Ports port, Node node) {
    return Stream.concat(
        node.internalIps().stream().map(ip -> port.door(Door.Kind.OPEN, name(node, ip), ip)),
        Stream.concat(node.bridgeIps().stream(), Stream.of(LOOPBACK))
            .map(ip -> port.door(Door.Kind.OWN, name(ip), ip).on(node.name())));
  }

  private static String name(Node node, IpAddress ip) {
    return ip.equals(node.internalIps().get(0)) ? node.name() : name(ip);
  }

  private static String name(IpAddress ip) {
    return ip.isIpv6() ? "[" + ip + "]" : ip.toString();
  }

  private Stream<Door> externalIps(Ports port) {
    return port.service().externalIps().stream()
        .map(ip -> Door.of(Door.Kind.ROUTED, port.label() + " at " + ip, port.at(ip)))
        .flatMap(
            door ->
                Stream.concat(
                    Stream.of(door), state.nodes().stream().map(node -> door.via(node.name()))));
  }

  private static Stream<Door> loadBalancers(Ports port) {
    return port.service().loadBalancer().ingress().stream()
        .map(Service.Ingress::ip)
        .map(ip -> Door.of(Door.Kind.OPEN, port.label() + " at load balancer " + ip, port.at(ip)));
  }

  /** A port of a Service, and of the nodes for it. */
  private record Ports(Service service, ServicePort number) {

    String label() {
      return at(LOOPBACK).toString();
    }

    Target at(IpAddress address) {
      return target(address, number.port());
    }

    Door door(Door.Kind kind, String place, IpAddress address) {
      return Door.of(
          kind,
          label() + " at " + place + ":" + number.nodePort(),
          target(address, number.nodePort()));
    }

    private Target target(IpAddress address, int port) {
      return new Target(Kind.SERVICE, service.name().toString(), address, number.protocol(), port);
    }
  }
}
