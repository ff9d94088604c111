package io.kubenet.controlplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.addressing.AddressPlan;
import io.kubenet.controlplane.admission.allocation.AllocationConfig;
import io.kubenet.controlplane.pod.Pace;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a control plane is started with.
 *
 * @param plan the blocks of its Pods' and Services' addresses
 * @param nodeNames the nodes that it has where a manifest has none; empty if that is not stated,
 *     and it has those that Pods name
 * @param unready Pods that do not become ready, by name or by a label {@code key=value}
 * @param kubelets whether its kubelets take time
 */
public record ControlPlaneConfig(
    AddressPlan plan, Optional<List<String>> nodeNames, List<String> unready, Pace kubelets) {

  public ControlPlaneConfig {
    nodeNames = nodeNames.map(ImmutableList::copyOf);
    unready = ImmutableList.copyOf(unready);
  }

  /** A cluster of these families, the primary first, and one node. */
  public static ControlPlaneConfig of(IpFamily... families) {
    return of(AddressPlan.of(families));
  }

  /** A cluster with these blocks of addresses, and one node. */
  public static ControlPlaneConfig of(AddressPlan plan) {
    return new ControlPlaneConfig(plan, Optional.empty(), ImmutableList.of(), Pace.AT_ONCE)
        .withNodeCount(1);
  }

  /** With these nodes; without any, it has those that Pods name. */
  public ControlPlaneConfig withNodes(List<String> names) {
    return with(Optional.of(names).filter(stated -> !stated.isEmpty()));
  }

  /** With no nodes but those of the manifest. */
  ControlPlaneConfig withoutNodes() {
    return with(Optional.of(ImmutableList.of()));
  }

  private ControlPlaneConfig with(Optional<List<String>> names) {
    return new ControlPlaneConfig(plan, names, unready, kubelets);
  }

  /** With node1, node2 and so on. */
  public ControlPlaneConfig withNodeCount(int count) {
    return withNodes(IntStream.rangeClosed(1, count).mapToObj(i -> "node" + i).toList());
  }

  public ControlPlaneConfig withUnready(List<String> namesAndLabels) {
    return new ControlPlaneConfig(plan, nodeNames, namesAndLabels, kubelets);
  }

  public ControlPlaneConfig with(Pace pace) {
    return new ControlPlaneConfig(plan, nodeNames, unready, pace);
  }

  /** What its API server gives to Services. */
  AllocationConfig allocation() {
    return AllocationConfig.of(plan.serviceCidrs().toArray(Cidr[]::new));
  }
}
