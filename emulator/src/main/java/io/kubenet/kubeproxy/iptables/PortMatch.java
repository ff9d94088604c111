package io.kubenet.kubeproxy.iptables;

import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.meaning.Role;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;

/**
 * Starts rules for packets to one port of a Service.
 *
 * @param info the port
 */
record PortMatch(ServicePortInfo info) {

  /** For packets to an address of the Service; the comment says what address it is. */
  RuleBuilder to(IpAddress address, String comment) {
    return Rule.builder()
        .destination(Cidr.host(address))
        .protocol(protocol())
        .comment(comment)
        .destinationPort(protocol(), info.port());
  }

  RuleBuilder toClusterIp() {
    return to(info.clusterIp(), info.name() + " cluster IP")
        .meaning(info.name().meaning(Role.CLUSTER_IP));
  }

  /** For packets to an address that clients outside the cluster use. */
  RuleBuilder toExternal(IpAddress address, Role role) {
    String kind = role == Role.EXTERNAL_IP ? " external IP" : " loadbalancer IP";
    return to(address, info.name() + kind).meaning(info.name().meaning(role));
  }

  /** For packets to the node port, on whatever address. */
  RuleBuilder toNodePort() {
    return Rule.builder()
        .protocol(protocol())
        .comment(info.name().toString())
        .meaning(info.name().meaning(Role.NODE_PORT))
        .destinationPort(protocol(), info.nodePort());
  }

  private Protocol protocol() {
    return info.protocol();
  }
}
