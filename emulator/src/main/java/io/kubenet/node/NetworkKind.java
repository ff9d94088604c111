package io.kubenet.node;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/** How the pods of a cluster hang on their nodes, and what carries packets from node to node. */
public enum NetworkKind {
  /** A bridge a node, and routes to other nodes: the plugin bridge, flannel's host-gw, kindnet. */
  BRIDGE,
  /**
   * A veth a pod, to which its node has a route, and no bridge; routes to other nodes: Calico,
   * GKE's ptp.
   */
  ROUTED,
  /**
   * A veth a pod, and addresses of the nodes' own subnet, which the subnet delivers to the pod's
   * node: aws-node.
   */
  VPC;

  private static final Map<String, NetworkKind> BY_NAME =
      ImmutableMap.of("bridge", BRIDGE, "routed", ROUTED, "vpc", VPC);

  /** The kind of a name: {@code routed}. */
  public static Optional<NetworkKind> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Whether pods hang on their node by veths that no bridge holds. */
  public boolean hasVeths() {
    return this != BRIDGE;
  }

  @Override
  public String toString() {
    return Ascii.toLowerCase(name());
  }
}
