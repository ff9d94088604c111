package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.meaning.Role;
import io.kubenet.net.IpAddress;
import io.kubenet.ruleset.nftables.ChainVerdict;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.Value;

/** Writes the elements that lead packets to the chains of a port, or turn them away. */
final class PortElements {

  static final String REJECT_CHAIN = "reject-chain";

  private final ProxiedPort port;
  private final ServicePortInfo info;
  private final PortNames names;
  private final ImmutableListMultimap.Builder<SharedSet, Element> elements =
      ImmutableListMultimap.builder();

  PortElements(ProxiedPort port, PortNames names) {
    this.port = port;
    this.info = port.info();
    this.names = names;
  }

  ListMultimap<SharedSet, Element> write() {
    writeClusterIp();
    info.externalIps().forEach(ip -> writeExternalAddress(ip, Role.EXTERNAL_IP));
    info.loadBalancerVips().forEach(this::writeLoadBalancerVip);
    if (info.nodePort() != 0) {
      writeNodePort();
    }
    return elements.build();
  }

  private void writeClusterIp() {
    elements.put(SharedSet.CLUSTER_IPS, Element.of(Words.address(info.clusterIp())));
    Value key = key(info.clusterIp());
    if (port.hasInternalEndpoints()) {
      String chain = info.isInternalPolicyLocal() ? names.local() : names.cluster();
      elements.put(SharedSet.SERVICE_IPS, element(key, chain, Role.CLUSTER_IP));
    } else {
      elements.put(SharedSet.NO_ENDPOINT_SERVICES, refuse(key));
    }
  }

  private void writeExternalAddress(IpAddress address, Role role) {
    writeExternal(
        element(key(address), names.external(), role),
        SharedSet.SERVICE_IPS,
        SharedSet.NO_ENDPOINT_SERVICES);
  }

  private void writeLoadBalancerVip(IpAddress address) {
    writeExternalAddress(address, Role.LOAD_BALANCER_IP);
    if (info.hasFirewall()) {
      elements.put(
          SharedSet.FIREWALL_IPS, element(key(address), names.firewall(), Role.SOURCE_RANGE_CHECK));
    }
  }

  private void writeNodePort() {
    Value key = Words.together(Words.protocol(info.protocol()), Words.port(info.nodePort()));
    writeExternal(
        element(key, names.external(), Role.NODE_PORT),
        SharedSet.SERVICE_NODEPORTS,
        SharedSet.NO_ENDPOINT_NODEPORTS);
  }

  private void writeExternal(Element element, SharedSet served, SharedSet refused) {
    if (port.hasEndpoints()) {
      elements.put(served, element);
    }
    if (!port.hasExternalEndpoints()) {
      elements.put(refused, refuse(element.key()));
    }
  }

  private Element element(Value key, String chain, Role role) {
    return Element.of(key, ChainVerdict.goTo(chain), info.name().meaning(role));
  }

  private Value key(IpAddress address) {
    return Words.together(
        Words.address(address), Words.protocol(info.protocol()), Words.port(info.port()));
  }

  /** Rejects if no node has endpoints; drops if others have, so that a load balancer tries them. */
  private Element refuse(Value key) {
    ChainVerdict verdict =
        port.hasEndpoints() ? ChainVerdict.DROP : ChainVerdict.goTo(REJECT_CHAIN);
    Role role = port.hasEndpoints() ? Role.NO_LOCAL_ENDPOINTS : Role.NO_ENDPOINTS;
    return Element.of(key, verdict, info.name().meaning(role)).withComment(info.name().toString());
  }
}
