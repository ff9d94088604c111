package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.net.IpAddress;
import io.kubenet.ruleset.nftables.ChainVerdict;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.Value;

/** Writes the elements that lead packets to the chains of a port, or turn them away. */
final class NftablesElements {

  static final String REJECT_CHAIN = "reject-chain";

  private final ProxiedPort port;
  private final ServicePortInfo info;
  private final NftablesNames names;
  private final ImmutableListMultimap.Builder<NftablesSet, Element> elements =
      ImmutableListMultimap.builder();

  NftablesElements(ProxiedPort port, NftablesNames names) {
    this.port = port;
    this.info = port.info();
    this.names = names;
  }

  ListMultimap<NftablesSet, Element> write() {
    writeClusterIp();
    info.externalIps().forEach(this::writeExternalAddress);
    info.loadBalancerVips().forEach(this::writeLoadBalancerVip);
    if (info.nodePort() != 0) {
      writeNodePort();
    }
    return elements.build();
  }

  private void writeClusterIp() {
    elements.put(NftablesSet.CLUSTER_IPS, Element.of(NftablesWords.address(info.clusterIp())));
    Value key = key(info.clusterIp());
    if (port.hasInternalEndpoints()) {
      String chain = info.isInternalPolicyLocal() ? names.local() : names.cluster();
      elements.put(NftablesSet.SERVICE_IPS, Element.of(key, ChainVerdict.goTo(chain)));
    } else {
      elements.put(NftablesSet.NO_ENDPOINT_SERVICES, refuse(key));
    }
  }

  private void writeExternalAddress(IpAddress address) {
    writeExternal(key(address), NftablesSet.SERVICE_IPS, NftablesSet.NO_ENDPOINT_SERVICES);
  }

  private void writeLoadBalancerVip(IpAddress address) {
    writeExternalAddress(address);
    if (port.hasFirewall()) {
      elements.put(
          NftablesSet.FIREWALL_IPS, Element.of(key(address), ChainVerdict.goTo(names.firewall())));
    }
  }

  private void writeNodePort() {
    Value key =
        NftablesWords.together(
            NftablesWords.protocol(info.protocol()), NftablesWords.port(info.nodePort()));
    writeExternal(key, NftablesSet.SERVICE_NODEPORTS, NftablesSet.NO_ENDPOINT_NODEPORTS);
  }

  private void writeExternal(Value key, NftablesSet served, NftablesSet refused) {
    if (port.hasEndpoints()) {
      elements.put(served, Element.of(key, ChainVerdict.goTo(names.external())));
    }
    if (!port.hasExternalEndpoints()) {
      elements.put(refused, refuse(key));
    }
  }

  private Value key(IpAddress address) {
    return NftablesWords.together(
        NftablesWords.address(address),
        NftablesWords.protocol(info.protocol()),
        NftablesWords.port(info.port()));
  }

  /** Rejects if no node has endpoints; drops if others have, so that a load balancer tries them. */
  private Element refuse(Value key) {
    ChainVerdict verdict =
        port.hasEndpoints() ? ChainVerdict.DROP : ChainVerdict.goTo(REJECT_CHAIN);
    return Element.of(key, verdict).withComment(info.name().toString());
  }
}
