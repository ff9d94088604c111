package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.trace.Route;

/**
 * A block of pods' addresses, and where it is.
 *
 * @param block the block
 * @param owner the node whose pods these are
 * @param onBridge the route to it from its own node: {@code 10.42.2.0/24 dev cni0}
 * @param viaOwner the route to it from other nodes: {@code 10.42.2.0/24 via node-b}
 */
record PodNetwork(Cidr block, Node owner, Route onBridge, Route viaOwner) {

  static PodNetwork of(Cidr block, Node owner) {
    return new PodNetwork(
        block,
        owner,
        new Route.OnBridge(block, Interfaces.BRIDGE),
        new Route.ViaNode(block, owner.name()));
  }
}
