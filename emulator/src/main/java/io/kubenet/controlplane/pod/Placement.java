package io.kubenet.controlplane.pod;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;

/**
 * What a Pod asks of the node that it runs on.
 *
 * @param nodes the nodes that it wants
 * @param tolerations the taints that it bears
 * @param affinity the Pods that it wants to be near to or apart from
 * @param spread how its like is to be spread
 * @param requests the resources that it takes: CPU in thousandths, others as they are
 * @param gates what must be removed before it is scheduled
 */
public record Placement(
    NodeChoice nodes,
    List<Toleration> tolerations,
    PodAffinity affinity,
    List<SpreadConstraint> spread,
    Map<String, Long> requests,
    List<String> gates) {

  /** Of a Pod that runs anywhere. */
  public static final Placement ANYWHERE =
      new Placement(
          NodeChoice.ANY,
          ImmutableList.of(),
          PodAffinity.NONE,
          ImmutableList.of(),
          ImmutableSortedMap.of(),
          ImmutableList.of());

  public Placement {
    tolerations = ImmutableList.copyOf(tolerations);
    spread = ImmutableList.copyOf(spread);
    requests = ImmutableSortedMap.copyOf(requests);
    gates = ImmutableList.copyOf(gates);
  }

  /** The same with other nodes and tolerations. */
  public Placement with(NodeChoice otherNodes, List<Toleration> otherTolerations) {
    return new Placement(otherNodes, otherTolerations, affinity, spread, requests, gates);
  }

  /** What a Pod with these labels asks. */
  public Placement of(Map<String, String> labels) {
    return affinity.equals(PodAffinity.NONE)
        ? this
        : new Placement(nodes, tolerations, affinity.of(labels), spread, requests, gates);
  }
}
