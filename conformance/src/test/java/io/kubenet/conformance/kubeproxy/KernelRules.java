package io.kubenet.conformance.kubeproxy;

import io.kubenet.conformance.kernel.Namespace;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.net.IpFamily;

/** The rules of kube-proxy in the kernel of a namespace. */
final class KernelRules {

  private KernelRules() {}

  /** A namespace with the addresses of node1, and with its bridge. */
  static Namespace node(String name) {
    Namespace node = Namespace.create(name);
    node.ip(
        // Not every kernel has the type dummy; a bridge without ports is as good.
        "link add eth0 type bridge",
        "link set eth0 up",
        "addr add 192.168.0.11/24 dev eth0",
        "addr add fd00:192::11/64 dev eth0 nodad",
        "link add cni0 type bridge",
        "link set cni0 up",
        "addr add 10.244.1.1/24 dev cni0",
        "addr add fd00:10:244:1::1/64 dev cni0 nodad");
    return node;
  }

  /** What iptables-save prints, or nft of kube-proxy's table; empty where there is no table yet. */
  static String list(Namespace node, Mode mode, IpFamily family) {
    boolean isIpv4 = family == IpFamily.IPV4;
    if (mode == Mode.IPTABLES) {
      return node.run("", isIpv4 ? "iptables-save" : "ip6tables-save");
    }
    String table = "table " + (isIpv4 ? "ip" : "ip6") + " kube-proxy";
    boolean isThere = node.run("", "nft", "list", "tables").lines().anyMatch(table::equals);
    return isThere ? node.run("list " + table + "\n", "nft", "-f", "-") : "";
  }

  /** What the kernel prints of a script of rules that it is given in the place of all others. */
  static String relist(Namespace node, String script, IpFamily family) {
    flush(node);
    node.run(script, "nft", "-f", "-");
    return list(node, Mode.NFTABLES, family);
  }

  static void flush(Namespace node) {
    node.run("flush ruleset\n", "nft", "-f", "-");
  }
}
