package io.kubenet.kubeproxy.iptables;

import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
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
 * @param meaning what that is for
 */
record Refusal(String comment, Target target, Meaning meaning) {

  /** Rejects if no node has endpoints; drops if others have, so that a load balancer tries them. */
  static Refusal of(ProxiedPort port) {
    return port.hasEndpoints()
        ? new Refusal(
            port.info().name() + " has no local endpoints",
            Decision.DROP,
            port.info().name().meaning(Role.NO_LOCAL_ENDPOINTS))
        : noEndpoints(port.info());
  }

  static Refusal noEndpoints(ServicePortInfo info) {
    IpFamily family = info.clusterIp().family();
    return new Refusal(
        info.name() + " has no endpoints",
        new Reject(RejectWith.portUnreachable(family)),
        info.name().meaning(Role.NO_ENDPOINTS));
  }
}
