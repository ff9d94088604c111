package io.kubenet.addressing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import java.util.List;
import org.pcollections.HashTreePBag;
import org.pcollections.PBag;

/**
 * Who listens on what; persistent. A pod that declares ports listens on exactly those; one that
 * declares none listens on the ports that EndpointSlices name for it.
 *
 * @param targets the sockets that EndpointSlices name
 * @param nodePorts those of all Services, each as often as Services have it
 * @param healthPorts the health check node ports of all Services
 */
public record Listeners(Targets targets, PBag<Socket> nodePorts, PBag<Integer> healthPorts) {

  private static final Listeners NONE =
      new Listeners(Targets.NONE, HashTreePBag.empty(), HashTreePBag.empty());

  /** Those of a state. */
  public static Listeners of(ClusterState state) {
    Listeners listeners = NONE;
    for (ObjectName service : state.servicesWithSlices()) {
      listeners = listeners.with(listeners.targets.with(service, state));
    }
    for (Service service : state.services()) {
      listeners = listeners.with(service);
    }
    return listeners;
  }

  /** These without what a Service has in a state. */
  Listeners without(ObjectName service, ClusterState state) {
    Listeners rest = state.service(service).map(this::without).orElse(this);
    return rest.with(targets.without(service, state));
  }

  /** These with what a Service has in a state. */
  Listeners with(ObjectName service, ClusterState state) {
    Listeners more = state.service(service).map(this::with).orElse(this);
    return more.with(targets.with(service, state));
  }

  private Listeners with(Targets others) {
    return new Listeners(others, nodePorts, healthPorts);
  }

  private Listeners with(Service service) {
    int healthPort = service.loadBalancer().healthCheckNodePort();
    return new Listeners(
        targets,
        nodePorts.plusAll(nodePortsOf(service)),
        healthPort == 0 ? healthPorts : healthPorts.plus(healthPort));
  }

  private Listeners without(Service service) {
    PBag<Socket> left = nodePorts;
    for (Socket nodePort : nodePortsOf(service)) {
      left = left.minus(nodePort);
    }
    return new Listeners(
        targets, left, healthPorts.minus(service.loadBalancer().healthCheckNodePort()));
  }

  private static ImmutableSet<Socket> nodePortsOf(Service service) {
    ImmutableSet.Builder<Socket> nodePorts = ImmutableSet.builder();
    for (ServicePort port : service.ports()) {
      if (port.nodePort() != 0) {
        nodePorts.add(new Socket(port.protocol(), port.nodePort()));
      }
    }
    return nodePorts.build();
  }

  /** Whether an address that is no pod's listens on what a packet asks for. */
  public boolean listensOn(IpAddress address, Packet packet) {
    return packet.protocol().hasPorts() && targets.include(address, Socket.of(packet));
  }

  /** Whether an address that is no pod's listens on anything. */
  public boolean know(IpAddress address) {
    return targets.have(address);
  }

  /** Whether a pod listens on what a packet asks for. */
  public boolean listensOn(Pod pod, Packet packet) {
    if (!packet.protocol().hasPorts()) {
      return false;
    }
    Socket asked = Socket.of(packet);
    return pod.ports().isEmpty() ? targets.include(pod, asked) : declares(pod, asked);
  }

  /** What a pod listens on. */
  public List<Socket> socketsOf(Pod pod) {
    return pod.ports().isEmpty()
        ? targets.of(pod)
        : pod.ports().stream()
            .map(port -> new Socket(port.protocol(), port.number()))
            .distinct()
            .collect(ImmutableList.toImmutableList());
  }

  private static boolean declares(Pod pod, Socket asked) {
    for (ContainerPort port : pod.ports()) {
      if (port.number() == asked.port() && port.protocol() == asked.protocol()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a kube-proxy answers a load balancer's health checks there. */
  public boolean isHealthCheck(Packet packet) {
    return packet.protocol() == Protocol.TCP && healthPorts.contains(packet.destinationPort());
  }

  /** Whether a packet is for a node port. */
  public boolean areNodePorts(Packet packet) {
    return nodePorts.contains(Socket.of(packet));
  }
}
