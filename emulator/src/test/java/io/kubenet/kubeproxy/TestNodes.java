package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;

/** Nodes as in the recordings. */
public final class TestNodes {

  private TestNodes() {}

  /** {@code node1} in zone a, at 192.168.0.11 with the pods of 10.244.1.0/24; and so on. */
  public static Node node(int number) {
    return node(number, number);
  }

  private static Node node(int number, int zone) {
    return new Node(
        "node" + number,
        ImmutableMap.of(Node.ZONE_LABEL, Character.toString('a' + zone - 1)),
        ImmutableList.of(
            IpAddress.of("192.168.0.1" + number), IpAddress.of("fd00:192::1" + number)),
        ImmutableList.of(
            Cidr.of("10.244." + number + ".0/24"), Cidr.of("fd00:10:244:" + number + "::/64")),
        /* isReady= */ true,
        /* isUnschedulable= */ false,
        ImmutableList.of(),
        ImmutableMap.of());
  }

  /** A cluster whose first node is in the zone of another. */
  static ClusterState withZoneOf(ClusterState state, int other) {
    return state.with(node(1, other));
  }

  /** {@code node1} in zone a to {@code node3} in zone c, and nothing else. */
  static ClusterState three() {
    return ClusterState.empty().with(node(1)).with(node(2)).with(node(3));
  }
}
