package io.kubenet.kubeproxy.ipvs;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableMap;
import io.kubenet.kubeproxy.config.IpvsSettings;
import io.kubenet.kubeproxy.services.ServicePortMap;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.model.ClusterState;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.ipvs.IdleTimes;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a kube-proxy in ipvs mode has on a node. */
public final class IpvsSync implements Sync {

  private final ProxiedNode node;
  private final ServicePortMap services;
  private final IpvsRules written;
  private final Supplier<HostRules> rules;

  private IpvsSync(ProxiedNode node, ServicePortMap services) {
    this.node = node;
    this.services = services;
    ServiceTables tables = ServiceTables.of(node, services);
    this.written = new IpvsRules(node, tables);
    this.rules =
        Suppliers.memoize(
            () ->
                HostRules.of(written.ruleset())
                    .withIpsets(tables.ipsets())
                    .withVirtualServers(tables.virtualServers(), tables.addresses())
                    .withIdleTimes(idleTimes()));
  }

  /** A full sync; in ipvs mode there is no other. */
  public static IpvsSync full(ProxiedNode node, ServicePortMap services) {
    return new IpvsSync(node, services);
  }

  @Override
  public HostRules rules() {
    return rules.get();
  }

  /** The rules that lead to kube-proxy's chains, in the order in which they are made. */
  public List<Jump> jumps() {
    return Jump.ALL;
  }

  /** The text that is given to {@code iptables-restore --noflush --counters}. */
  public String restoreText() {
    return written.restoreText();
  }

  /**
   * What it sets in the kernel before its first sync, whatever the family (NewProxier of 1.36 on
   * Linux 5.9 and newer). A kube-proxy of IPv6 sets those of IPv4 too.
   */
  public Map<String, Integer> sysctls() {
    ImmutableMap.Builder<String, Integer> sysctls = ImmutableMap.builder();
    sysctls
        .put("net/ipv4/vs/conntrack", 1)
        .put("net/ipv4/vs/expire_nodest_conn", 1)
        .put("net/ipv4/vs/expire_quiescent_template", 1)
        .put("net/ipv4/ip_forward", 1);
    if (settings().isArpStrict()) {
      sysctls.put("net/ipv4/conf/all/arp_ignore", 1).put("net/ipv4/conf/all/arp_announce", 2);
    }
    return sysctls.buildOrThrow();
  }

  /** How long ip_vs keeps idle connections. */
  public IpvsSettings.Timeouts timeouts() {
    return settings().timeouts();
  }

  /** What is not stated is left as it is. */
  private IdleTimes idleTimes() {
    IpvsSettings.Timeouts stated = timeouts();
    return IdleTimes.OF_THE_KERNEL.with(stated.tcp(), stated.tcpFin(), stated.udp());
  }

  private IpvsSettings settings() {
    return node.config().ipvs();
  }

  @Override
  public Sync next(ClusterState state) {
    return onNode(node.node().name(), state);
  }

  @Override
  public Sync onNode(String nodeName, ClusterState state) {
    return full(node.named(nodeName, state), services.updated(state));
  }
}
