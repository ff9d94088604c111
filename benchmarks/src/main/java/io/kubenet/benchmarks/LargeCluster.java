package io.kubenet.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Namespace;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Clusters of any size, made without manifests: Services of one port over endpoints in turn. */
public final class LargeCluster {

  private static final Cidr POD_CIDR = Cidr.of("10.0.0.0/9");
  private static final Cidr SERVICE_CIDR = Cidr.of("10.128.0.0/12");
  private static final IpAddress FIRST_NODE = IpAddress.of("192.168.0.11");
  private static final int PORT = 8080;

  private LargeCluster() {}

  /** A cluster of Services with that many endpoints each, spread over the nodes. */
  public static ClusterState of(int nodes, int services, int endpointsEach) {
    ClusterState state = ClusterState.empty().with(new Namespace("big", ImmutableMap.of()));
    for (int i = 0; i < nodes; i++) {
      state = state.with(node(i));
    }
    for (int i = 0; i < services; i++) {
      state = state.with(service(i)).with(slice(i, endpointsEach, nodes));
    }
    return state;
  }

  /** The name of a Service by its place. */
  public static ObjectName serviceName(int service) {
    return new ObjectName("big", "svc-" + service);
  }

  /** The cluster IP of a Service by its place. */
  public static IpAddress clusterIp(int service) {
    return SERVICE_CIDR.at(service + 10L);
  }

  /** The slice of a Service by its place, with that many endpoints. */
  public static EndpointSlice slice(int service, int endpoints, int nodes) {
    ImmutableList.Builder<EndpointSlice.Endpoint> made = ImmutableList.builder();
    for (int i = 0; i < endpoints; i++) {
      made.add(endpoint(service * (long) endpoints + i, nodes));
    }
    return new EndpointSlice(
        new ObjectName("big", "svc-" + service + "-1"),
        Optional.of(serviceName(service)),
        IpFamily.IPV4,
        List.of(new EndpointSlice.Port("http", Protocol.TCP, OptionalInt.of(PORT))),
        made.build());
  }

  private static EndpointSlice.Endpoint endpoint(long index, int nodes) {
    int node = (int) (index % nodes);
    return new EndpointSlice.Endpoint(
        List.of(POD_CIDR.at(node * 256L + 2 + index / nodes % 250)),
        true,
        true,
        false,
        Optional.empty(),
        Optional.of(nodeName(node)),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The name of a node by its place. */
  public static String nodeName(int node) {
    return "node" + (node + 1);
  }

  private static Node node(int index) {
    return new Node(
        nodeName(index),
        ImmutableMap.of(Node.HOSTNAME_LABEL, nodeName(index)),
        List.of(FIRST_NODE.plus(index)),
        List.of(new Cidr(POD_CIDR.at(index * 256L), 24)),
        true,
        false,
        List.of(),
        ImmutableMap.of());
  }

  private static Service service(int index) {
    return new Service(
        serviceName(index),
        ImmutableMap.of(),
        ImmutableMap.of(),
        Service.Type.CLUSTER_IP,
        List.of(clusterIp(index)),
        List.of(IpFamily.IPV4),
        List.of(new ServicePort("http", Protocol.TCP, 80, new PortReference.Numbered(PORT), 0)),
        ImmutableMap.of("app", "svc-" + index),
        List.of(),
        Service.LoadBalancer.NONE,
        Service.TrafficPolicy.CLUSTER,
        Service.TrafficPolicy.CLUSTER,
        OptionalInt.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }
}
