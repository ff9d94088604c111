package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Namespace;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The DNS servers of a cluster, where policies see them: behind the Service kube-dns.
 *
 * @param state a state that has them
 * @param ends their addresses and ports
 */
record DnsServers(ClusterState state, List<IpPort> ends) {

  private static final ObjectName SERVICE = new ObjectName("kube-system", "kube-dns");

  /** Addresses of nobody: the benchmarking block of RFC 2544, and its sibling of RFC 5180. */
  private static final List<IpAddress> STAND_IN =
      ImmutableList.of(IpAddress.of("198.18.0.53"), IpAddress.of("2001:2::53"));

  /** The servers of a state; where it has none, the pod that kubeadm would install. */
  static DnsServers of(ClusterState state) {
    List<IpPort> ends =
        state.slicesOf(SERVICE).stream()
            .flatMap(DnsServers::endsOf)
            .collect(ImmutableList.toImmutableList());
    return ends.isEmpty() ? withStandIn(state) : new DnsServers(state, ends);
  }

  private static Stream<IpPort> endsOf(EndpointSlice slice) {
    return slice.ports().stream()
        .filter(port -> port.protocol() == Protocol.UDP && port.number().isPresent())
        .flatMap(
            port ->
                slice.endpoints().stream()
                    .map(end -> new IpPort(end.addresses().get(0), port.number().getAsInt())));
  }

  private static DnsServers withStandIn(ClusterState state) {
    Namespace namespace =
        state
            .namespace(SERVICE.namespace())
            .orElseGet(
                () ->
                    new Namespace(
                        SERVICE.namespace(),
                        ImmutableMap.of("kubernetes.io/metadata.name", SERVICE.namespace())));
    return new DnsServers(
        state.with(namespace).with(standIn()),
        STAND_IN.stream().map(ip -> new IpPort(ip, 53)).collect(ImmutableList.toImmutableList()));
  }

  private static Pod standIn() {
    return new Pod(
        new ObjectName(SERVICE.namespace(), "coredns"),
        ImmutableMap.of("k8s-app", "kube-dns"),
        Optional.empty(),
        STAND_IN,
        false,
        Pod.Phase.RUNNING,
        true,
        false,
        ImmutableList.of(port("dns", Protocol.UDP), port("dns-tcp", Protocol.TCP)),
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  private static ContainerPort port(String name, Protocol protocol) {
    return new ContainerPort(name, 53, protocol, Optional.empty(), Optional.empty());
  }
}
