package io.kubenet;

import io.kubenet.dataplane.Place;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody who connects.
 *
 * @param name as the command line says it: {@code pod/shop/client}
 * @param place where
 * @param addresses with which addresses
 * @param pod the pod that it is, if it is one
 */
record TrafficClient(String name, Place place, List<IpAddress> addresses, Optional<Pod> pod) {

  /** The pods of a cluster that can connect. */
  static Stream<TrafficClient> pods(ClusterState state) {
    return state.pods().stream()
        .filter(pod -> !pod.isFinished() && !pod.ips().isEmpty())
        .map(TrafficClient::of);
  }

  private static TrafficClient of(Pod pod) {
    return new TrafficClient(
        "pod/" + pod.name(), new Place.InPod(pod.name()), pod.ips(), Optional.of(pod));
  }

  static TrafficClient of(Node node) {
    return new TrafficClient(
        "node/" + node.name(), new Place.OnNode(node.name()), node.internalIps(), Optional.empty());
  }

  static TrafficClient outside(IpAddress address) {
    return new TrafficClient(
        "external/" + address, new Place.Outside(address), List.of(address), Optional.empty());
  }

  /** Whether it has an address of the other's family. */
  boolean canSpeakTo(IpAddress other) {
    return addresses.stream().anyMatch(own -> own.family() == other.family());
  }

  boolean isOutside() {
    return place instanceof Place.Outside;
  }
}
