package io.kubenet.dataplane;

import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who listens on what. A pod that declares ports listens on exactly those; one that declares none
 * listens on the ports that EndpointSlices name for it. An outside host that was named for a test
 * listens on every port, one that only a slice names on those of the slice.
 */
final class Listeners {

  private record Port(Protocol protocol, int number) {}

  private final Map<ObjectName, Set<Port>> targetsOfPods = new LinkedHashMap<>();
  private final Map<IpAddress, Set<Port>> targetsOfAddresses = new LinkedHashMap<>();
  private final Set<IpAddress> open;
  private final Set<Port> nodePorts = newSet();
  private final Set<Port> healthPorts = newSet();
  private final Set<IpAddress> heldAddresses;

  Listeners(ClusterState state, FabricConfig config) {
    this.open = new LinkedHashSet<>(config.outsideHosts());
    this.heldAddresses = new LinkedHashSet<>(config.heldAddresses());
    for (ObjectName service : state.servicesWithSlices()) {
      state.slicesOf(service).forEach(this::add);
    }
    state.services().forEach(service -> addNodePorts(service));
  }

  private void addNodePorts(Service service) {
    healthPorts.add(new Port(Protocol.TCP, service.loadBalancer().healthCheckNodePort()));
    service.ports().forEach(port -> nodePorts.add(new Port(port.protocol(), port.nodePort())));
  }

  private void add(EndpointSlice slice) {
    Set<Port> ports = new LinkedHashSet<>();
    for (EndpointSlice.Port port : slice.ports()) {
      port.number().ifPresent(number -> ports.add(new Port(port.protocol(), number)));
    }
    slice.endpoints().forEach(endpoint -> add(endpoint, ports));
  }

  private void add(EndpointSlice.Endpoint endpoint, Set<Port> ports) {
    endpoint
        .pod()
        .ifPresent(pod -> targetsOfPods.computeIfAbsent(pod, p -> newSet()).addAll(ports));
    if (endpoint.pod().isEmpty()) {
      endpoint
          .addresses()
          .forEach(
              address -> targetsOfAddresses.computeIfAbsent(address, a -> newSet()).addAll(ports));
    }
  }

  private static Set<Port> newSet() {
    return new LinkedHashSet<>();
  }

  boolean listensOn(Pod pod, Packet packet) {
    if (!packet.protocol().hasPorts()) {
      return false;
    }
    Port asked = new Port(packet.protocol(), packet.destinationPort());
    if (!pod.ports().isEmpty()) {
      return pod.ports().stream()
          .anyMatch(port -> new Port(port.protocol(), port.number()).equals(asked));
    }
    return targetsOfPods.getOrDefault(pod.name(), newSet()).contains(asked)
        || pod.ips().stream().anyMatch(ip -> isTarget(ip, asked));
  }

  /** Whether a kube-proxy answers a load balancer's health checks there. */
  boolean isHealthCheck(Packet packet) {
    return healthPorts.contains(new Port(packet.protocol(), packet.destinationPort()));
  }

  /** Whether a kube-proxy holds the port of its node open, and never answers. */
  boolean isHeld(Packet packet) {
    return heldAddresses.contains(packet.destination())
        && nodePorts.contains(new Port(packet.protocol(), packet.destinationPort()));
  }

  boolean outsideListensOn(IpAddress address, Packet packet) {
    return packet.protocol().hasPorts()
        && (open.contains(address)
            || isTarget(address, new Port(packet.protocol(), packet.destinationPort())));
  }

  /** Whether there is a host outside with this address. */
  boolean knowsOutside(IpAddress address) {
    return open.contains(address) || targetsOfAddresses.containsKey(address);
  }

  private boolean isTarget(IpAddress address, Port port) {
    return targetsOfAddresses.getOrDefault(address, newSet()).contains(port);
  }
}
