package io.kubenet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.Reachability.Kind;
import io.kubenet.Reachability.Target;
import io.kubenet.addressing.Listeners;
import io.kubenet.addressing.Socket;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What pods connect to in a reachability: ports of cluster IPs, and ports of pods. */
final class ReachabilityTargets {

  private final ClusterState state;
  private final Listeners listeners;
  private final Map<String, ObjectName> services;

  ReachabilityTargets(ClusterState state) {
    this.state = state;
    this.listeners = Listeners.of(state);
    this.services =
        state.services().stream()
            .map(Service::name)
            .collect(ImmutableMap.toImmutableMap(ObjectName::toString, name -> name));
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
        : state.slicesOf(services.get(target.name())).stream()
            .flatMap(slice -> slice.endpoints().stream())
            .flatMap(endpoint -> endpoint.addresses().stream())
            .anyMatch(pod.ips()::contains);
  }

  private static Stream<Target> ofService(Service service) {
    Stream<IpAddress> primary = service.clusterIps().stream().limit(1);
    return primary.flatMap(
        ip ->
            service.ports().stream()
                .map(port -> new Socket(port.protocol(), port.port()))
                .map(port -> target(Kind.SERVICE, service.name(), ip, port)));
  }

  private Stream<Target> ofPod(Pod pod) {
    Stream<IpAddress> primary = pod.isFinished() ? Stream.empty() : pod.ips().stream().limit(1);
    return primary.flatMap(
        ip ->
            listeners.socketsOf(pod).stream().map(port -> target(Kind.POD, pod.name(), ip, port)));
  }

  private static Target target(Kind kind, ObjectName name, IpAddress address, Socket port) {
    return new Target(kind, name.toString(), address, port.protocol(), port.port());
  }
}
