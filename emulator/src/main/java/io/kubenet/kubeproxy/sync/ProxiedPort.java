package io.kubenet.kubeproxy.sync;

import io.kubenet.kubeproxy.selection.EndpointSelection;
import io.kubenet.kubeproxy.services.ServicePortInfo;

/**
 * A port of a Service as one node sees it. The node's rules of the port are made of this alone, and
 * of settings that all nodes may share.
 *
 * @param info the port
 * @param endpoints the endpoints that the node may use
 * @param admitsNode whether the node itself is in the port's source ranges
 */
public record ProxiedPort(ServicePortInfo info, EndpointSelection endpoints, boolean admitsNode) {

  public boolean hasEndpoints() {
    return endpoints.hasEndpoints();
  }

  /** Whether there is an endpoint for traffic to the cluster IP. */
  public boolean hasInternalEndpoints() {
    return info.isInternalPolicyLocal() ? !endpoints.local().isEmpty() : hasEndpoints();
  }

  /** Whether there is an endpoint for traffic from outside. */
  public boolean hasExternalEndpoints() {
    return info.isExternalPolicyLocal() ? !endpoints.local().isEmpty() : hasEndpoints();
  }

  /**
   * Whether clients from outside are let through a firewall of its own in iptables mode, which has
   * none without endpoints; nftables mode asks for source ranges alone (usesFWChain of both).
   */
  public boolean hasFirewall() {
    return hasEndpoints() && info.hasFirewall();
  }
}
