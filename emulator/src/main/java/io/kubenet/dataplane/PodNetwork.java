package io.kubenet.dataplane;

import io.kubenet.net.Cidr;

/**
 * A block of pods' addresses, and where it is.
 *
 * @param block the block
 * @param owner the node whose pods these are
 * @param onBridge the route to it as its own node shows it: {@code 10.244.2.0/24 dev cni0}
 * @param viaOwner the route to it as others show it: {@code 10.244.2.0/24 via node-b}
 */
record PodNetwork(Cidr block, NodeHost owner, String onBridge, String viaOwner) {

  static PodNetwork of(Cidr block, NodeHost owner) {
    return new PodNetwork(
        block, owner, block + " dev " + Interfaces.BRIDGE, block + " via " + owner.name());
  }
}
