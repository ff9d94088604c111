package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import java.util.Optional;

/**
 * A layer-2 network. Who is on it, a topology knows.
 *
 * @param kind what it is
 * @param owner the node whose bridge or veth it is; empty for what all nodes share
 * @param pod the pod at the other end of a veth
 */
record Link(Kind kind, Optional<Node> owner, Optional<ObjectName> pod) {

  /** What a link connects. */
  enum Kind {
    /** All nodes, with the gateway and the outside hosts that are on it. */
    SEGMENT,
    /** What is behind the gateway: the outside hosts that are not on the nodes' segment. */
    WAN,
    /** A node's bridge cni0: the node itself, and a port for each of its pods. */
    BRIDGE,
    /** A veth between a node and one of its pods. */
    VETH
  }

  static final Link SEGMENT = new Link(Kind.SEGMENT, Optional.empty(), Optional.empty());
  static final Link WAN = new Link(Kind.WAN, Optional.empty(), Optional.empty());

  static Link bridgeOf(Node node) {
    return new Link(Kind.BRIDGE, Optional.of(node), Optional.empty());
  }

  static Link vethOf(Node node, ObjectName pod) {
    return new Link(Kind.VETH, Optional.of(node), Optional.of(pod));
  }
}
