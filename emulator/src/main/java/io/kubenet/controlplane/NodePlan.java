package io.kubenet.controlplane;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.addressing.AddressPlan;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What nodes have of which nobody says so: the labels that kubelets give them, and addresses. node
 * N has the tenth and Nth address of the nodes' segment, and the Nth block of the cluster's pod
 * CIDR, where those are free; in IPv6 N is written alike.
 *
 * <p>A node whose Pods have addresses has the block around these, if no other node has a share of
 * it. Where nodes' own addresses are in the pod CIDR, as on EKS, no node has a block: the network
 * gives Pods their addresses one by one.
 */
final class NodePlan {

  /** The segments that nodes are on where the usual ones are the cluster's own blocks. */
  private static final ImmutableList<Cidr> OTHER_SEGMENTS =
      Stream.of("172.16.0.0/24", "10.0.0.0/24", "fd00:172::/64")
          .map(Cidr::of)
          .collect(ImmutableList.toImmutableList());

  private static final int BEFORE_FIRST = 10;

  private final AddressPlan plan;
  private final ListMultimap<String, IpAddress> podAddresses;

  /**
   * A plan for nodes.
   *
   * @param plan the cluster's blocks
   * @param podAddresses the addresses that Pods have, by the names of their nodes
   */
  NodePlan(AddressPlan plan, ListMultimap<String, IpAddress> podAddresses) {
    this.plan = plan;
    this.podAddresses = ImmutableListMultimap.copyOf(podAddresses);
  }

  /** A node with what its manifest leaves out; no other node has it. */
  Node completed(Node node, Collection<Node> others) {
    int number =
        IntStream.iterate(1, n -> n + 1)
            .filter(n -> plan.families().stream().allMatch(f -> isFree(f, n, node, others)))
            .findFirst()
            .orElseThrow();
    return new Node(
        node.name(),
        labels(node),
        node.internalIps().isEmpty() ? addresses(number) : node.internalIps(),
        node.podCidrs().isEmpty() ? blocks(number, node, others) : node.podCidrs(),
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

  /** Whether nobody has a number's address and block; numbers beyond the last block have none. */
  private boolean isFree(IpFamily family, int number, Node node, Collection<Node> others) {
    IpAddress address = address(family, number);
    return others.stream().noneMatch(other -> other.internalIps().contains(address))
        && (isBeyond(family, number) || isFree(block(family, number), node, others));
  }

  private boolean isBeyond(IpFamily family, int number) {
    return !cidr(family).contains(block(family, number));
  }

  /** Nodes' controllers pass over what Services have (filterOutServiceRange of v1.36). */
  private boolean isFree(Cidr block, Node node, Collection<Node> others) {
    return plan.serviceCidrs().stream().noneMatch(block::overlaps)
        && others.stream().noneMatch(other -> isIn(block, other))
        && podAddresses.entries().stream()
            .filter(pod -> !pod.getKey().equals(node.name()))
            .noneMatch(pod -> block.contains(pod.getValue()));
  }

  private static boolean isIn(Cidr block, Node node) {
    return node.podCidrs().stream().anyMatch(block::overlaps)
        || node.internalIps().stream().anyMatch(block::contains);
  }

  private List<IpAddress> addresses(int number) {
    return plan.families().stream()
        .map(family -> address(family, number))
        .collect(ImmutableList.toImmutableList());
  }

  private IpAddress address(IpFamily family, int number) {
    return Stream.concat(AddressPlan.NODE_SEGMENTS.stream(), OTHER_SEGMENTS.stream())
        .filter(segment -> segment.family() == family && isNoBlock(segment))
        .findFirst()
        .orElseThrow()
        .at(index(family, BEFORE_FIRST + number));
  }

  private boolean isNoBlock(Cidr segment) {
    return Stream.concat(plan.podCidrs().stream(), plan.serviceCidrs().stream())
        .noneMatch(segment::overlaps);
  }

  private List<Cidr> blocks(int number, Node node, Collection<Node> others) {
    return plan.families().stream()
        .filter(family -> !holdsNodes(family, node, others))
        .map(family -> block(family, number, node, others))
        .flatMap(Optional::stream)
        .collect(ImmutableList.toImmutableList());
  }

  private boolean holdsNodes(IpFamily family, Node node, Collection<Node> others) {
    return Stream.concat(Stream.of(node), others.stream())
        .flatMap(any -> any.internalIps().stream())
        .anyMatch(cidr(family)::contains);
  }

  private Optional<Cidr> block(IpFamily family, int number, Node node, Collection<Node> others) {
    return podAddresses.get(node.name()).stream()
        .filter(address -> address.family() == family && cidr(family).contains(address))
        .map(address -> new Cidr(address, blockLength(family)))
        .filter(block -> isFree(block, node, others))
        .findFirst()
        .or(() -> isBeyond(family, number) ? Optional.empty() : Optional.of(block(family, number)));
  }

  private Cidr block(IpFamily family, int number) {
    return cidr(family).sub(blockLength(family), index(family, number));
  }

  /** kube-controller-manager's --node-cidr-mask-size, in IPv4 24 and in IPv6 64 by default. */
  private int blockLength(IpFamily family) {
    int usual = family == IpFamily.IPV4 ? 24 : 64;
    return Math.max(usual, Math.min(cidr(family).prefixLength() + 4, family.bits()));
  }

  private Cidr cidr(IpFamily family) {
    return plan.podCidr(family).orElseThrow();
  }

  /** A number as IPv6 addresses write it alike: the tenth is 10, which is 16. */
  private static long index(IpFamily family, int number) {
    return family == IpFamily.IPV4 ? number : Long.parseLong(Integer.toString(number), 16);
  }
}
