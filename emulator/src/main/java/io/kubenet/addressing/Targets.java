package io.kubenet.addressing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import java.util.List;

/**
 * The sockets that EndpointSlices name for pods, and for addresses that are no pod's; persistent.
 *
 * @param ofPods what slices name for a pod
 * @param ofAddresses what slices name for an address
 */
record Targets(
    Directory<ObjectName, ImmutableSet<Socket>> ofPods,
    Directory<IpAddress, ImmutableSet<Socket>> ofAddresses) {

  static final Targets NONE = new Targets(Directory.empty(), Directory.empty());

  /** These with those of a Service. */
  Targets with(ObjectName service, ClusterState state) {
    Targets targets = this;
    for (EndpointSlice slice : state.slicesOf(service)) {
      targets = targets.with(slice);
    }
    return targets;
  }

  private Targets with(EndpointSlice slice) {
    ImmutableSet<Socket> sockets = sockets(slice);
    return new Targets(
        ofPods.with(pods(slice), slice.name(), sockets),
        ofAddresses.with(addresses(slice), slice.name(), sockets));
  }

  /** These without those of a Service. */
  Targets without(ObjectName service, ClusterState state) {
    Targets targets = this;
    for (EndpointSlice slice : state.slicesOf(service)) {
      targets =
          new Targets(
              targets.ofPods.without(pods(slice), slice.name()),
              targets.ofAddresses.without(addresses(slice), slice.name()));
    }
    return targets;
  }

  private static ImmutableSet<Socket> sockets(EndpointSlice slice) {
    ImmutableSet.Builder<Socket> sockets = ImmutableSet.builder();
    for (EndpointSlice.Port port : slice.ports()) {
      port.number().ifPresent(number -> sockets.add(new Socket(port.protocol(), number)));
    }
    return sockets.build();
  }

  private static ImmutableList<ObjectName> pods(EndpointSlice slice) {
    ImmutableList.Builder<ObjectName> pods = ImmutableList.builder();
    for (EndpointSlice.Endpoint endpoint : slice.endpoints()) {
      endpoint.pod().ifPresent(pods::add);
    }
    return pods.build();
  }

  private static ImmutableList<IpAddress> addresses(EndpointSlice slice) {
    ImmutableList.Builder<IpAddress> addresses = ImmutableList.builder();
    for (EndpointSlice.Endpoint endpoint : slice.endpoints()) {
      if (endpoint.pod().isEmpty()) {
        addresses.addAll(endpoint.addresses());
      }
    }
    return addresses.build();
  }

  /** Whether a slice names a socket for a pod, by its name or by an address of its. */
  boolean include(Pod pod, Socket socket) {
    return include(ofPods.get(pod.name()), socket)
        || pod.ips().stream().anyMatch(ip -> include(ip, socket));
  }

  /** The sockets that slices name for a pod by its name. */
  List<Socket> of(Pod pod) {
    return ofPods.get(pod.name()).stream()
        .flatMap(ImmutableSet::stream)
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  boolean include(IpAddress address, Socket socket) {
    return include(ofAddresses.get(address), socket);
  }

  private static boolean include(Iterable<ImmutableSet<Socket>> all, Socket socket) {
    for (ImmutableSet<Socket> sockets : all) {
      if (sockets.contains(socket)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a slice names an address that is no pod's. */
  boolean have(IpAddress address) {
    return ofAddresses.has(address);
  }
}
