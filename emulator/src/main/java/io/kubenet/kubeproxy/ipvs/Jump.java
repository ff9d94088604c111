package io.kubenet.kubeproxy.ipvs;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.iptables.Rule;
import java.util.List;

/**
 * A rule that leads from a built-in chain to one of kube-proxy's. Each is put before those that are
 * there already, so that a listing shows the last one first.
 *
 * @param table the table
 * @param from the built-in chain
 * @param to the chain
 * @param comment what the rule says of itself
 */
public record Jump(String table, String from, String to, String comment) {

  private static final String ACCESS_FILTER = "kubernetes ipvs access filter";

  /** All of them, in the order in which they are made (iptablesJumpChain of 1.36). */
  static final List<Jump> ALL =
      ImmutableList.of(
          new Jump("nat", "OUTPUT", IpvsChains.SERVICES, "kubernetes service portals"),
          new Jump("nat", "PREROUTING", IpvsChains.SERVICES, "kubernetes service portals"),
          new Jump("nat", "POSTROUTING", IpvsChains.POSTROUTING, "kubernetes postrouting rules"),
          new Jump("filter", "FORWARD", IpvsChains.FORWARD, "kubernetes forwarding rules"),
          new Jump("filter", "INPUT", IpvsChains.NODE_PORT, "kubernetes health check rules"),
          new Jump("filter", "INPUT", IpvsChains.PROXY_FIREWALL, "kube-proxy firewall rules"),
          new Jump("filter", "FORWARD", IpvsChains.PROXY_FIREWALL, "kube-proxy firewall rules"),
          new Jump("filter", "INPUT", IpvsChains.FILTER, ACCESS_FILTER),
          new Jump("filter", "OUTPUT", IpvsChains.OUT_FILTER, ACCESS_FILTER));

  Rule rule() {
    return Rule.builder().comment(comment).jump(to);
  }

  /** {@code -A INPUT -m comment --comment "kube-proxy firewall rules" -j KUBE-PROXY-FIREWALL}. */
  public String text() {
    return "-A " + from + " -m comment --comment \"" + comment + "\" -j " + to;
  }
}
