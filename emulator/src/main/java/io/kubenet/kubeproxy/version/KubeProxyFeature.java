package io.kubenet.kubeproxy.version;

import io.kubenet.model.KubernetesVersion;

/**
 * Something that kube-proxy does since a version, and did otherwise or not at all before. Of what
 * came between 1.24 and 1.31, which are not modelled, 1.31 is said to be the first that does it
 * where nothing depends on the true one.
 */
public enum KubeProxyFeature {

  /** Rejects and drops in KUBE-PROXY-FIREWALL what load balancers turn away. */
  PROXY_FIREWALL_CHAIN(25),

  /** Reads the annotation that asks for zone hints, {@code service.kubernetes.io/topology-mode}. */
  TOPOLOGY_MODE_ANNOTATION(27),

  /** Leaves load balancers whose ipMode is Proxy to themselves; before, it answered for all. */
  LOAD_BALANCER_IP_MODE(30),

  /** Follows {@code spec.trafficDistribution} by the zone hints of EndpointSlices. */
  TRAFFIC_DISTRIBUTION(31),

  /** Has an nftables mode. */
  NFTABLES_MODE(31),

  /** Tells local traffic by a bridge or the names of interfaces, if it is asked to. */
  DETECT_LOCAL_BY_INTERFACE(31),

  /** Takes {@code primary} among {@code nodePortAddresses}. */
  PRIMARY_NODE_PORT_ADDRESSES(31),

  /** Sets route_localnet only where node ports shall answer on 127.0.0.1. */
  LOCALHOST_NODE_PORTS_SETTING(31),

  /** Writes rules for node ports alone; before, it held them open by sockets of its own too. */
  NODE_PORTS_WITHOUT_SOCKETS(31),

  /** Has external IPs follow the external traffic policy, those of ClusterIP Services too. */
  EXTERNAL_POLICY_OF_EXTERNAL_IPS(31),

  /** Compares source ranges with the node's address of the family; before, with zeros. */
  NODE_ADDRESS_OF_FAMILY(31),

  /** Selects endpoints as CategorizeEndpoints does, those that terminate as a last resort. */
  CATEGORIZED_ENDPOINTS(31),

  /** Sends what comes from outside through a chain of its own, KUBE-EXT. */
  EXTERNAL_CHAINS(31),

  /** Jumps to KUBE-FIREWALL and KUBE-PROXY-FIREWALL before everything else. */
  FIREWALL_JUMPS(31),

  /** Has a KUBE-FIREWALL of its own, which was the kubelet's before. */
  OWN_FIREWALL_CHAIN(31),

  /** Needs no KUBE-MARK-DROP, which it shared with the kubelet. */
  NO_MARK_DROP_CHAIN(31),

  /** Drops no INVALID packets where conntrack is liberal with TCP. */
  LIBERAL_TCP(31),

  /** Counts INVALID packets that it drops, with nfnetlink_acct. */
  INVALID_PACKET_ACCOUNTING(31),

  /** Tells load balancers its weight and its own health on health check node ports. */
  HEALTH_CHECK_WEIGHT(31),

  /** Rejects what VIPs have no service for in ipvs mode: the chain KUBE-IPVS-FILTER. */
  IPVS_ACCESS_FILTER(31),

  /** Reconciles UDP flows with endpoints as a whole (ConntrackCleanupRequired). */
  CONNTRACK_RECONCILIATION(32),

  /** Compares interfaces by their names in nftables mode; before, by their indexes. */
  NFTABLES_INTERFACE_NAMES(33),

  /** Filters in nftables chains that are called before DNAT: {@code filter-output-pre-dnat}. */
  NFTABLES_PRE_DNAT_CHAINS(33),

  /** Keeps minSyncPeriod from the end of a sync; before, it had a bucket of two tokens. */
  SYNC_PERIOD_FROM_END(34),

  /** Follows node hints of EndpointSlices: the gate PreferSameTrafficDistribution is on. */
  NODE_HINTS(34),

  /** Takes source ranges that hold every address for no ranges at all. */
  OPEN_SOURCE_RANGES(34),

  /** Tells endpoints of UDP flows by address and port; before, by address alone. */
  CONNTRACK_BY_PORT(34),

  /** Marks what is to be masqueraded by the cluster IP alone in nftables mode, without the port. */
  NFTABLES_MASQUERADE_BY_ADDRESS(34),

  /** Balances by a map of addresses and masquerades in place in nftables mode. */
  NFTABLES_ADDRESS_MAPS(36),

  /** Of endpoints with one address takes the one that does not terminate. */
  LIVING_DUPLICATES(36);

  private final int since;

  KubeProxyFeature(int since) {
    this.since = since;
  }

  /** Whether a version has it. */
  public boolean isIn(KubernetesVersion version) {
    return version.isAtLeast(since);
  }

  /** The version that has it first: {@code 1.31}. */
  public String since() {
    return "1." + since;
  }
}
