package io.kubenet.kubeproxy.config;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which of a node's addresses take connections to node ports (NodePortAddresses of kube-proxy
 * 1.36).
 *
 * @param isPrimary whether they are the node's InternalIPs
 * @param cidrs the blocks that they are in; none for all of a family's addresses
 */
public record NodePortAddresses(boolean isPrimary, List<Cidr> cidrs) {

  /** All addresses of a node. */
  public static final NodePortAddresses ALL = in();

  /** A node's InternalIPs. */
  public static final NodePortAddresses PRIMARY =
      new NodePortAddresses(/* isPrimary= */ true, ImmutableList.of());

  private static final IpAddress LOOPBACK_START = IpAddress.of("127.0.0.0");

  public NodePortAddresses {
    cidrs = ImmutableList.copyOf(cidrs);
  }

  /** The addresses in these blocks. */
  public static NodePortAddresses in(Cidr... cidrs) {
    return new NodePortAddresses(/* isPrimary= */ false, ImmutableList.copyOf(cidrs));
  }

  /** Whether neither blocks nor {@code primary} are given. */
  public boolean isUnspecified() {
    return !isPrimary && cidrs.isEmpty();
  }

  /** Whether all addresses of a node of a family take node ports. */
  public boolean matchesAll(Node node, IpFamily family) {
    return cidrs(node, family).stream().anyMatch(cidr -> cidr.prefixLength() == 0);
  }

  /** The addresses of a node of a family that take node ports. */
  public List<IpAddress> matching(Node node, IpFamily family) {
    List<Cidr> blocks = cidrs(node, family);
    return interfaceAddresses(node, family)
        .filter(address -> blocks.stream().anyMatch(block -> block.contains(address)))
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether 127.0.0.0/8 is among them, as a whole or in part. */
  public boolean containsLoopback(Node node) {
    return cidrs(node, IpFamily.IPV4).stream()
        .anyMatch(cidr -> cidr.address().isLoopback() || cidr.contains(LOOPBACK_START));
  }

  /** The blocks of a family; a family without one has all its addresses. */
  private List<Cidr> cidrs(Node node, IpFamily family) {
    Stream<Cidr> given = isPrimary ? node.internalIps().stream().map(Cidr::host) : cidrs.stream();
    List<Cidr> ofFamily =
        given.filter(cidr -> cidr.family() == family).collect(ImmutableList.toImmutableList());
    return ofFamily.isEmpty() ? ImmutableList.of(Cidr.all(family)) : ofFamily;
  }

  /** The InternalIP, the address of the pods' bridge, and loopback. */
  private static Stream<IpAddress> interfaceAddresses(Node node, IpFamily family) {
    IpAddress loopback = IpAddress.of(family == IpFamily.IPV4 ? "127.0.0.1" : "::1");
    return Stream.of(
            node.internalIp(family).stream(), node.bridgeIp(family).stream(), Stream.of(loopback))
        .flatMap(addresses -> addresses);
  }
}
