package io.kubenet.kubeproxy.ipvs;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** The chains of ipvs mode, in the order of iptables-restore's text (iptablesChains, 1.36). */
final class IpvsChains {

  static final String SERVICES = "KUBE-SERVICES";
  static final String POSTROUTING = "KUBE-POSTROUTING";
  static final String NODE_PORT = "KUBE-NODE-PORT";
  static final String LOAD_BALANCER = "KUBE-LOAD-BALANCER";
  static final String MARK_MASQ = "KUBE-MARK-MASQ";
  static final String FORWARD = "KUBE-FORWARD";
  static final String PROXY_FIREWALL = "KUBE-PROXY-FIREWALL";
  static final String SOURCE_RANGES = "KUBE-SOURCE-RANGES-FIREWALL";
  static final String FILTER = "KUBE-IPVS-FILTER";
  static final String OUT_FILTER = "KUBE-IPVS-OUT-FILTER";

  static final List<String> NAT =
      ImmutableList.of(SERVICES, POSTROUTING, NODE_PORT, LOAD_BALANCER, MARK_MASQ);

  static final List<String> FILTERING =
      ImmutableList.of(FORWARD, NODE_PORT, PROXY_FIREWALL, SOURCE_RANGES, FILTER, OUT_FILTER);

  private IpvsChains() {}
}
