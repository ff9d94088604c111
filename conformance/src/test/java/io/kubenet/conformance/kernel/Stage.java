package io.kubenet.conformance.kernel;

import io.kubenet.jqwik.ClusterSpec;
import io.kubenet.jqwik.FlowSpec;
import io.kubenet.jqwik.PodSpec;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.node.NetworkKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The places of all pods that an arbitrary cluster can have: on each node one for each number.
 * Building a real cluster takes longer than asking it, so one stands for many arbitrary ones.
 *
 * @param nodes how many nodes
 * @param pods how many pods a node
 */
record Stage(int nodes, int pods) {

  /** Room for arbitrary clusters. */
  static final Stage OF_CLUSTERS = new Stage(3, 5);

  private static final List<ContainerPort> PORTS =
      List.of(port(8080, Protocol.TCP), port(9090, Protocol.TCP), port(5353, Protocol.UDP));

  /** All places taken, and on each node one more pod, which is in the host's network. */
  ClusterState state() {
    ClusterState state = ClusterState.empty();
    for (int node = 1; node <= nodes; node++) {
      state = state.with(node(node)).with(hostPod(node));
      for (int number = 1; number <= pods; number++) {
        state = state.with(pod(node, number));
      }
    }
    return state;
  }

  /** It in namespaces; the nodes serve on all addresses that they have. */
  RealCluster build() {
    return build(NetworkKind.BRIDGE);
  }

  /** The same in another network. */
  RealCluster build(NetworkKind network) {
    ClusterState state = state();
    RealCluster cluster = RealCluster.of(state, network);
    state.nodes().forEach(node -> listen(cluster, node, network));
    return cluster;
  }

  private static void listen(RealCluster cluster, Node node, NetworkKind network) {
    List<IpAddress> bridge =
        List.of(
            node.podCidr(IpFamily.IPV4).orElseThrow().at(1),
            node.podCidr(IpFamily.IPV6).orElseThrow().at(1));
    List<IpAddress> loopback = List.of(IpAddress.of("127.0.0.1"), IpAddress.of("::1"));
    listen(cluster, node, loopback);
    if (!network.hasVeths()) {
      listen(cluster, node, bridge);
    }
  }

  private static void listen(RealCluster cluster, Node node, List<IpAddress> addresses) {
    for (IpAddress address : addresses) {
      for (ContainerPort port : PORTS) {
        cluster.listen(node.name(), new IpPort(address, port.number()), port.protocol());
      }
    }
  }

  /** A connection of an arbitrary cluster, from where its client is on the stage. */
  static FlowSpec onStage(FlowSpec flow, ClusterSpec cluster) {
    String source =
        cluster.pods().stream()
            .filter(pod -> flow.source().equals("pod/" + pod.fullName()))
            .map(Stage::place)
            .findFirst()
            .orElse(flow.source());
    return new FlowSpec(source, flow.target(), flow.protocol(), flow.via());
  }

  private static String place(PodSpec pod) {
    return pod.network() == PodSpec.Network.HOST
        ? "node/" + pod.node().name()
        : "pod/" + name(pod.node().number(), pod.number());
  }

  List<String> nodeNames() {
    return IntStream.rangeClosed(1, nodes).mapToObj(number -> "node" + number).toList();
  }

  private static ObjectName name(int node, int number) {
    return ObjectName.of(PodSpec.NAMESPACE + "/pod-" + node + "-" + number);
  }

  private static Node node(int number) {
    return new Node(
        "node" + number,
        Map.of(),
        addresses("192.168.0.1" + number, "fd00:192::1" + number),
        List.of(Cidr.of("10.244." + number + ".0/24"), Cidr.of("fd00:10:244:" + number + "::/64")),
        /* isReady= */ true,
        /* isUnschedulable= */ false,
        List.of(),
        Map.of());
  }

  private static Pod pod(int node, int number) {
    String place = "" + (10 + number);
    return pod(
        name(node, number),
        node,
        addresses("10.244." + node + "." + place, "fd00:10:244:" + node + "::" + place));
  }

  private static Pod hostPod(int node) {
    Pod pod = pod(name(node, 0), node, node(node).internalIps());
    return new Pod(
        pod.name(),
        pod.labels(),
        pod.nodeName(),
        pod.ips(),
        /* isHostNetwork= */ true,
        pod.phase(),
        pod.isReady(),
        pod.isTerminating(),
        pod.ports(),
        pod.hostname(),
        pod.subdomain(),
        pod.dns());
  }

  private static Pod pod(ObjectName name, int node, List<IpAddress> ips) {
    return new Pod(
        name,
        Map.of(),
        Optional.of("node" + node),
        ips,
        /* isHostNetwork= */ false,
        Pod.Phase.RUNNING,
        /* isReady= */ true,
        /* isTerminating= */ false,
        PORTS,
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  private static List<IpAddress> addresses(String ipv4, String ipv6) {
    return Stream.of(ipv4, ipv6).map(IpAddress::of).toList();
  }

  private static ContainerPort port(int number, Protocol protocol) {
    return new ContainerPort("", number, protocol, Optional.empty(), Optional.empty());
  }
}
