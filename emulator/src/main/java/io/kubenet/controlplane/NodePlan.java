package io.kubenet.controlplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What nodes have of which nobody says so: the labels that kubelets give them, and addresses. node
 * N has 192.168.0.(10+N) and the Pods of 10.244.N.0/24, in IPv6 fd00:192::(10+N), written alike,
 * and fd00:10:244:N::/64.
 */
final class NodePlan {

  private static final IpAddress FIRST_IPV4 = IpAddress.of("192.168.0.10");
  private static final IpAddress FIRST_POD_IPV4 = IpAddress.of("10.244.0.0");
  private static final int PODS_PER_NODE_IPV4 = 256;

  private final List<IpFamily> families;

  NodePlan(List<IpFamily> families) {
    this.families = families;
  }

  /** A node with what its manifest leaves out; no other node has it. */
  Node completed(Node node, Collection<Node> others) {
    List<IpAddress> taken = others.stream().flatMap(n -> n.internalIps().stream()).toList();
    List<Cidr> takenBlocks = others.stream().flatMap(n -> n.podCidrs().stream()).toList();
    int number =
        IntStream.iterate(1, n -> n + 1)
            .filter(n -> families.stream().noneMatch(f -> taken.contains(address(f, n))))
            .filter(n -> families.stream().noneMatch(f -> takenBlocks.contains(pods(f, n))))
            .findFirst()
            .orElseThrow();
    return new Node(
        node.name(),
        labels(node),
        node.internalIps().isEmpty() ? addresses(number) : node.internalIps(),
        node.podCidrs().isEmpty() ? blocks(number) : node.podCidrs(),
        node.isReady(),
        node.isUnschedulable(),
        node.taints(),
        node.allocatable());
  }

  /** A kubelet gives its node these labels itself (kubelet_node_status.go, v1.36). */
  private static Map<String, String> labels(Node node) {
    Map<String, String> labels = new TreeMap<>(node.labels());
    labels.putIfAbsent(Node.HOSTNAME_LABEL, node.name());
    labels.putIfAbsent("kubernetes.io/os", "linux");
    labels.putIfAbsent("kubernetes.io/arch", "amd64");
    return labels;
  }

  private List<IpAddress> addresses(int number) {
    return families.stream().map(f -> address(f, number)).collect(ImmutableList.toImmutableList());
  }

  private List<Cidr> blocks(int number) {
    return families.stream().map(f -> pods(f, number)).collect(ImmutableList.toImmutableList());
  }

  private static IpAddress address(IpFamily family, int number) {
    return family == IpFamily.IPV4
        ? FIRST_IPV4.plus(number)
        : IpAddress.of("fd00:192::" + (10 + number));
  }

  private static Cidr pods(IpFamily family, int number) {
    return family == IpFamily.IPV4
        ? new Cidr(FIRST_POD_IPV4.plus((long) number * PODS_PER_NODE_IPV4), 24)
        : Cidr.of("fd00:10:244:" + number + "::/64");
  }
}
