package io.kubenet.dns;

import com.google.common.collect.ImmutableMap;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.Namespace;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A StatefulSet of three pods behind a headless Service, in namespace middleware. */
final class Zookeeper {

  static final ObjectName SERVICE = new ObjectName("middleware", "zookeeper-headless");

  private Zookeeper() {}

  /** All pods are ready. */
  static ClusterState ready() {
    return with(cluster(service(false)), 3, false);
  }

  /** No pod is ready yet, as each waits for the names of its peers. */
  static ClusterState starting() {
    return with(cluster(service(false)), 0, false);
  }

  /** The same, with a Service that publishes pods that are not ready. */
  static ClusterState startingAndPublished() {
    return with(cluster(service(true)), 0, true);
  }

  private static ClusterState cluster(Service service) {
    return ClusterState.empty()
        .with(new Namespace("middleware", ImmutableMap.of()))
        .with(new Namespace("shop", ImmutableMap.of()))
        .with(service);
  }

  private static Service service(boolean publishesNotReadyAddresses) {
    return new Service(
        SERVICE,
        ImmutableMap.of(),
        ImmutableMap.of(),
        Service.Type.CLUSTER_IP,
        List.of(),
        List.of(IpFamily.IPV4),
        List.of(new ServicePort("client", Protocol.TCP, 2181, new PortReference.Numbered(2181), 0)),
        ImmutableMap.of("app", "zookeeper"),
        List.of(),
        Service.LoadBalancer.NONE,
        Service.TrafficPolicy.CLUSTER,
        Service.TrafficPolicy.CLUSTER,
        OptionalInt.empty(),
        publishesNotReadyAddresses,
        Optional.empty(),
        Optional.empty());
  }

  private static ClusterState with(ClusterState cluster, int ready, boolean published) {
    ClusterState state = cluster;
    for (int i = 0; i < 3; i++) {
      state = state.with(pod(i, i < ready));
    }
    return state.with(
        new EndpointSlice(
            new ObjectName("middleware", "zookeeper-headless-abcde"),
            Optional.of(SERVICE),
            IpFamily.IPV4,
            List.of(new EndpointSlice.Port("client", Protocol.TCP, OptionalInt.of(2181))),
            IntStream.range(0, 3).mapToObj(i -> endpoint(i, i < ready || published)).toList()));
  }

  static Pod pod(int ordinal, boolean isReady) {
    return pod(ordinal, isReady, PodDns.CLUSTER_FIRST, false);
  }

  static Pod pod(int ordinal, boolean isReady, PodDns dns, boolean isHostNetwork) {
    return new Pod(
        new ObjectName("middleware", "zookeeper-" + ordinal),
        ImmutableMap.of("app", "zookeeper"),
        Optional.of("node1"),
        List.of(address(ordinal)),
        isHostNetwork,
        Pod.Phase.RUNNING,
        isReady,
        false,
        List.of(),
        Optional.of("zookeeper-" + ordinal),
        Optional.of("zookeeper-headless"),
        dns);
  }

  private static Endpoint endpoint(int ordinal, boolean isReady) {
    return new Endpoint(
        List.of(address(ordinal)),
        isReady,
        isReady,
        false,
        Optional.of("zookeeper-" + ordinal),
        Optional.of("node1"),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.of(new ObjectName("middleware", "zookeeper-" + ordinal)));
  }

  private static IpAddress address(int ordinal) {
    return IpAddress.of("10.244.1." + (10 + ordinal));
  }
}
