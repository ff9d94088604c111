package io.kubenet.addressing;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import java.util.Collection;
import java.util.List;

/**
 * Where the pods are that have not finished; persistent.
 *
 * @param byAddress those with a network of their own
 * @param byNode those in their node's network
 */
record PodPlaces(Directory<IpAddress, Pod> byAddress, Directory<String, Pod> byNode) {

  private static final PodPlaces NONE = new PodPlaces(Directory.empty(), Directory.empty());

  /** Those of a state. */
  static PodPlaces of(ClusterState state) {
    PodPlaces places = NONE;
    for (Pod pod : state.pods()) {
      places = places.with(pod);
    }
    return places;
  }

  /** These after some pods have changed. */
  PodPlaces changed(Collection<ObjectName> pods, ClusterState before, ClusterState after) {
    PodPlaces places = this;
    for (ObjectName name : pods) {
      PodPlaces rest = before.pod(name).map(places::without).orElse(places);
      places = after.pod(name).map(rest::with).orElse(rest);
    }
    return places;
  }

  private PodPlaces with(Pod pod) {
    if (pod.isFinished()) {
      return this;
    }
    return new PodPlaces(
        byAddress.with(addresses(pod), pod.name(), pod),
        byNode.with(nodeAround(pod), pod.name(), pod));
  }

  private PodPlaces without(Pod pod) {
    return new PodPlaces(
        byAddress.without(addresses(pod), pod.name()), byNode.without(nodeAround(pod), pod.name()));
  }

  private static List<IpAddress> addresses(Pod pod) {
    return pod.isHostNetwork() ? ImmutableList.of() : pod.ips();
  }

  private static List<String> nodeAround(Pod pod) {
    return pod.isHostNetwork() ? pod.nodeName().stream().toList() : ImmutableList.of();
  }
}
