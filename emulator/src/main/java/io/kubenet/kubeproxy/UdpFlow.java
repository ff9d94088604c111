package io.kubenet.kubeproxy;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;

/**
 * A UDP flow that conntrack of a node remembers, as kube-proxy looks at it.
 *
 * @param destination where the client sends it
 * @param endpoint where answers come from: the endpoint that it was translated to, or the
 *     destination itself where it was not
 */
public record UdpFlow(IpPort destination, IpPort endpoint) {

  IpAddress destinationIp() {
    return destination.address();
  }
}
