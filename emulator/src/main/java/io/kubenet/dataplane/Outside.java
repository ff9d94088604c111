package io.kubenet.dataplane;

import com.google.common.collect.ImmutableSet;
import io.kubenet.net.IpAddress;

/**
 * Addresses of which the configuration knows.
 *
 * @param open hosts outside, which answer on every port
 * @param held nodes' addresses on which kube-proxy holds node ports open
 */
record Outside(ImmutableSet<IpAddress> open, ImmutableSet<IpAddress> held) {

  static Outside of(FabricConfig config) {
    return new Outside(
        ImmutableSet.copyOf(config.outsideHosts()), ImmutableSet.copyOf(config.heldAddresses()));
  }
}
