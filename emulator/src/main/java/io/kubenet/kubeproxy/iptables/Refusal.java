package io.kubenet.kubeproxy.iptables;

import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.RejectWith;
import io.kubenet.ruleset.iptables.target.Decision;
import io.kubenet.ruleset.iptables.target.Reject;
import io.kubenet.ruleset.iptables.target.Target;

/**
 * How packets to a port without usable endpoints are turned away.
 *
 * @param comment why
 * @param target what is done with them
 */
record Refusal(String comment, Target target) {

  /** Rejects if no node has endpoints; drops if others have, so that a load balancer tries them. */
  static Refusal of(ProxiedPort port) {
    return port.hasEndpoints()
        ? new Refusal(port.info().name() + " has no local endpoints", Decision.DROP)
        : noEndpoints(port.info());
  }

  static Refusal noEndpoints(ServicePortInfo info) {
    IpFamily family = info.clusterIp().family();
    return new Refusal(
        info.name() + " has no endpoints", new Reject(RejectWith.portUnreachable(family)));
  }
}
