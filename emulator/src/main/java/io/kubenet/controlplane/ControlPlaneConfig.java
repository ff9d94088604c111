package io.kubenet.controlplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.allocation.AllocationConfig;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a control plane is started with.
 *
 * @param allocation what its API server gives to Services
 * @param families the families of nodes and Pods, the primary first
 * @param nodeNames the nodes that it has where a manifest has none
 * @param unready Pods that do not become ready, by name or by a label {@code key=value}
 */
public record ControlPlaneConfig(
    AllocationConfig allocation,
    List<IpFamily> families,
    List<String> nodeNames,
    List<String> unready) {

  /** kubeadm's default, which holds the narrower 10.96.0.0/16 too. */
  private static final Cidr SERVICES = Cidr.of("10.96.0.0/12");

  private static final Cidr SERVICES_IPV6 = Cidr.of("fd00:10:96::/112");

  public ControlPlaneConfig {
    families = ImmutableList.copyOf(families);
    nodeNames = ImmutableList.copyOf(nodeNames);
    unready = ImmutableList.copyOf(unready);
  }

  /** A cluster of these families, the primary first, and one node. */
  public static ControlPlaneConfig of(IpFamily... families) {
    Cidr[] services =
        ImmutableList.copyOf(families).stream()
            .map(family -> family == IpFamily.IPV4 ? SERVICES : SERVICES_IPV6)
            .toArray(Cidr[]::new);
    return new ControlPlaneConfig(
            AllocationConfig.of(services),
            ImmutableList.copyOf(families),
            ImmutableList.of(),
            ImmutableList.of())
        .withNodeCount(1);
  }

  public ControlPlaneConfig withNodes(List<String> names) {
    return new ControlPlaneConfig(allocation, families, names, unready);
  }

  /** With node1, node2 and so on. */
  public ControlPlaneConfig withNodeCount(int count) {
    return withNodes(IntStream.rangeClosed(1, count).mapToObj(i -> "node" + i).toList());
  }

  public ControlPlaneConfig withUnready(List<String> namesAndLabels) {
    return new ControlPlaneConfig(allocation, families, nodeNames, namesAndLabels);
  }
}
