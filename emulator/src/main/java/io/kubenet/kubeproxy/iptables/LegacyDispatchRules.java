package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.meaning.Role;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.ruleset.iptables.Rule;
import java.util.stream.Stream;

/** Writes the rules that lead packets to the chains of a port, or turn them away, in 1.23. */
final class LegacyDispatchRules {

  private final ServicePortInfo info;
  private final ChainNames names;
  private final RuleSettings settings;
  private final PortMatch match;
  private final ImmutableListMultimap.Builder<DispatchChain, Rule> rules =
      ImmutableListMultimap.builder();

  LegacyDispatchRules(ServicePortInfo info, ChainNames names, RuleSettings settings) {
    this.info = info;
    this.names = names;
    this.settings = settings;
    this.match = new PortMatch(info);
  }

  /** The rules of a port with endpoints. */
  ListMultimap<DispatchChain, Rule> write() {
    rules.put(DispatchChain.NAT_SERVICES, match.toClusterIp().jump(names.cluster()));
    info.externalIps().forEach(ip -> writeTo(ip, Role.EXTERNAL_IP, externalChain()));
    info.loadBalancerVips().forEach(ip -> writeTo(ip, Role.LOAD_BALANCER_IP, names.firewall()));
    if (settings.takes(info)) {
      writeNodePort();
    }
    writeHealthCheck();
    return rules.build();
  }

  /** The rules of a port without endpoints. */
  ListMultimap<DispatchChain, Rule> refuse() {
    Refusal refusal = Refusal.noEndpoints(info);
    refuse(DispatchChain.FILTER_SERVICES, info.clusterIp(), refusal);
    Stream.concat(info.externalIps().stream(), info.loadBalancerVips().stream())
        .forEach(ip -> refuse(DispatchChain.FILTER_EXTERNAL_SERVICES, ip, refusal));
    if (settings.takes(info)) {
      rules.put(
          DispatchChain.FILTER_EXTERNAL_SERVICES, DispatchRules.refuseNodePort(info, refusal));
    }
    writeHealthCheck();
    return rules.build();
  }

  private void refuse(DispatchChain chain, IpAddress address, Refusal refusal) {
    rules.put(
        chain,
        match.to(address, refusal.comment()).meaning(refusal.meaning()).then(refusal.target()));
  }

  private void writeTo(IpAddress address, Role role, String chain) {
    rules.put(DispatchChain.NAT_SERVICES, match.toExternal(address, role).jump(chain));
  }

  private void writeNodePort() {
    if (info.isExternalPolicyLocal()) {
      // A packet of 127.0.0.1 that leaves the node as it is would be a martian.
      Cidr loopback = Cidr.of(settings.isIpv4() ? "127.0.0.0/8" : "::1/128");
      rules.put(
          DispatchChain.NAT_NODE_PORTS,
          match
              .toNodePort()
              .meaning(info.name().meaning(Role.MARK_FOR_MASQUERADE))
              .source(loopback)
              .jump(FixedChains.MARK_MASQ));
    }
    rules.put(DispatchChain.NAT_NODE_PORTS, match.toNodePort().jump(externalChain()));
  }

  private void writeHealthCheck() {
    if (info.healthCheckNodePort() != 0) {
      rules.put(DispatchChain.FILTER_NODE_PORTS, DispatchRules.healthCheck(info));
    }
  }

  private String externalChain() {
    return info.isExternalPolicyLocal() ? names.externalLocal() : names.cluster();
  }
}
