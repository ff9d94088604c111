package io.kubenet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import io.kubenet.Reachability.Kind;
import io.kubenet.Reachability.Target;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.stream.Stream;

/** What pods connect to in a reachability: ports of cluster IPs, and ports of pods. */
final class ReachabilityTargets {

  private record Port(Protocol protocol, int number) {}

  private final ClusterState state;
  private final SetMultimap<ObjectName, Port> targetPorts;

  ReachabilityTargets(ClusterState state) {
    this.state = state;
    ImmutableSetMultimap.Builder<ObjectName, Port> ports = ImmutableSetMultimap.builder();
    slices().forEach(slice -> addTargets(slice, ports));
    this.targetPorts = ports.build();
  }

  List<Target> list() {
    return Stream.concat(
            state.services().stream().flatMap(ReachabilityTargets::ofService),
            state.pods().stream().flatMap(this::ofPod))
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether a connection from a pod to the target may come back to the pod itself. */
  boolean mayBeServedBy(Pod pod, Target target) {
    return target.kind() == Kind.POD
        ? target.name().equals(pod.name().toString())
        : state.slicesOf(ObjectName.of(target.name())).stream()
            .flatMap(slice -> slice.endpoints().stream())
            .flatMap(endpoint -> endpoint.addresses().stream())
            .anyMatch(pod.ips()::contains);
  }

  private Stream<EndpointSlice> slices() {
    return state.servicesWithSlices().stream().flatMap(name -> state.slicesOf(name).stream());
  }

  private static void addTargets(
      EndpointSlice slice, ImmutableSetMultimap.Builder<ObjectName, Port> ports) {
    for (EndpointSlice.Endpoint endpoint : slice.endpoints()) {
      for (EndpointSlice.Port port : slice.ports()) {
        if (endpoint.pod().isPresent() && port.number().isPresent()) {
          ports.put(endpoint.pod().get(), new Port(port.protocol(), port.number().getAsInt()));
        }
      }
    }
  }

  private static Stream<Target> ofService(Service service) {
    Stream<IpAddress> primary = service.clusterIps().stream().limit(1);
    return primary.flatMap(
        ip ->
            service.ports().stream()
                .map(port -> new Port(port.protocol(), port.port()))
                .map(port -> target(Kind.SERVICE, service.name(), ip, port)));
  }

  private Stream<Target> ofPod(Pod pod) {
    Stream<IpAddress> primary = pod.isFinished() ? Stream.empty() : pod.ips().stream().limit(1);
    return primary.flatMap(
        ip -> portsOf(pod).distinct().map(port -> target(Kind.POD, pod.name(), ip, port)));
  }

  /** A pod listens on the ports that it declares, and without any on those that Services target. */
  private Stream<Port> portsOf(Pod pod) {
    return pod.ports().isEmpty()
        ? targetPorts.get(pod.name()).stream()
        : pod.ports().stream().map(port -> new Port(port.protocol(), port.number()));
  }

  private static Target target(Kind kind, ObjectName name, IpAddress address, Port port) {
    return new Target(kind, name.toString(), address, port.protocol(), port.number());
  }
}
