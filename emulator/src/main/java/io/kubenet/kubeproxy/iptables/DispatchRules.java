package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.meaning.Role;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;

/** Writes the rules that lead packets to the chains of a port, or turn them away. */
final class DispatchRules {

  private static final Cidr LOOPBACK = Cidr.of("127.0.0.0/8");

  private final ProxiedPort port;
  private final ServicePortInfo info;
  private final ChainNames names;
  private final RuleSettings settings;
  private final PortMatch match;
  private final ImmutableListMultimap.Builder<DispatchChain, Rule> rules =
      ImmutableListMultimap.builder();

  DispatchRules(ProxiedPort port, ChainNames names, RuleSettings settings) {
    this.port = port;
    this.info = port.info();
    this.names = names;
    this.settings = settings;
    this.match = new PortMatch(port.info());
  }

  ListMultimap<DispatchChain, Rule> write() {
    writeClusterIp();
    info.externalIps().forEach(this::writeExternalIp);
    info.loadBalancerVips().forEach(this::writeLoadBalancerVip);
    if (info.nodePort() != 0) {
      writeNodePort();
    }
    if (info.healthCheckNodePort() != 0) {
      rules.put(DispatchChain.FILTER_NODE_PORTS, healthCheck(info));
    }
    return rules.build();
  }

  private void writeClusterIp() {
    if (port.hasInternalEndpoints()) {
      String chain = info.isInternalPolicyLocal() ? names.local() : names.cluster();
      rules.put(DispatchChain.NAT_SERVICES, match.toClusterIp().jump(chain));
    } else {
      Refusal refusal = Refusal.of(port);
      rules.put(
          DispatchChain.FILTER_SERVICES,
          match
              .to(info.clusterIp(), refusal.comment())
              .meaning(refusal.meaning())
              .then(refusal.target()));
    }
  }

  private void writeExternalIp(IpAddress address) {
    writeExternalAddress(address, Role.EXTERNAL_IP, names.external());
  }

  private void writeLoadBalancerVip(IpAddress address) {
    String chain = port.hasFirewall() ? names.firewall() : names.external();
    writeExternalAddress(address, Role.LOAD_BALANCER_IP, chain);
    if (port.hasFirewall()) {
      String comment = info.name() + " traffic not accepted by " + names.firewall();
      rules.put(
          DispatchChain.FILTER_FIREWALL,
          match
              .to(address, comment)
              .meaning(info.name().meaning(Role.OUTSIDE_SOURCE_RANGES))
              .drop());
    }
  }

  private void writeExternalAddress(IpAddress address, Role role, String chain) {
    if (port.hasEndpoints()) {
      rules.put(DispatchChain.NAT_SERVICES, match.toExternal(address, role).jump(chain));
    }
    if (!port.hasExternalEndpoints()) {
      Refusal refusal = Refusal.of(port);
      rules.put(
          DispatchChain.FILTER_EXTERNAL_SERVICES,
          match.to(address, refusal.comment()).meaning(refusal.meaning()).then(refusal.target()));
    }
  }

  private void writeNodePort() {
    if (port.hasEndpoints()) {
      writeLocalhostNodePort();
      rules.put(DispatchChain.NAT_NODE_PORTS, match.toNodePort().jump(names.external()));
    }
    if (!port.hasExternalEndpoints()) {
      rules.put(DispatchChain.FILTER_EXTERNAL_SERVICES, refuseNodePort(info, Refusal.of(port)));
    }
  }

  /** Counts connections to node ports on 127.0.0.1, and does what the next rule does. */
  private void writeLocalhostNodePort() {
    if (settings.hasLocalhostNodePorts() && settings.iptables().hasAccounting()) {
      rules.put(
          DispatchChain.NAT_NODE_PORTS,
          match
              .toNodePort()
              .destination(LOOPBACK)
              .nfacct("localhost_nps_accepted_pkts")
              .jump(names.external()));
    }
  }

  static Rule refuseNodePort(ServicePortInfo info, Refusal refusal) {
    RuleBuilder toNode =
        Rule.builder()
            .protocol(info.protocol())
            .comment(refusal.comment())
            .meaning(refusal.meaning())
            .destinationType(AddressType.LOCAL);
    return toNode.destinationPort(info.protocol(), info.nodePort()).then(refusal.target());
  }

  static Rule healthCheck(ServicePortInfo info) {
    return Rule.builder()
        .protocol(Protocol.TCP)
        .comment(info.name() + " health check node port")
        .meaning(info.name().meaning(Role.HEALTH_CHECK))
        .destinationPort(Protocol.TCP, info.healthCheckNodePort())
        .accept();
  }
}
