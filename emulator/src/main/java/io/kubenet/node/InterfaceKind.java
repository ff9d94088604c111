package io.kubenet.node;

import io.kubenet.netfilter.InterfacePattern;
import java.util.regex.Pattern;

/**
 * What an interface of a node is for, as those who make it name it by default: Calico and aws-node
 * ({@code cali}, {@code eni}, VethPrefix of their configurations), Cilium, GKE, Azure, the plugin
 * bridge, kubenet, Weave, kube-router; Docker and Podman; systemd.net-naming-scheme.
 */
enum InterfaceKind {
  LOOPBACK("lo"),
  /** The node's end of a pod's own veth, which no bridge holds. */
  POD_VETH("(?:cali|eni|lxc|gke|azv)(?:[0-9a-f]*\\+?|_health)"),
  /** A bridge with the node's pods. */
  POD_BRIDGE("cni0|cbr0|kube-bridge|weave"),
  /** Carries what is for other nodes' pods within packets of its own. */
  TUNNEL(
      "flannel[.].*|flannel-.*|vxlan(?:-v6)?[.]calico|vxlan-6784|tunl0|wireguard[.]cali|wg-v6[.]cali"
          + "|cilium_(?:vxlan|geneve)|genev_sys_.*|vxlan_sys_.*|antrea-tun0|tun-.*"),
  /**
   * Of something that is no pod's here, and not between nodes; {@code vlan+} are aws-node's pods
   * with network cards of their own.
   */
  OTHER(
      "vlan\\+|docker[0-9_].*|br-[0-9a-f]{12}|virbr.*|vnet.*|lxcbr.*|lxdbr.*"
          + "|podman.*|cni-podman.*|nerdctl.*|kube-ipvs0|kube-dummy-if|nodelocaldns|dummy.*"),
  /** A network card, or what stands before some: a bond, a VLAN, a bridge of the node's own. */
  CARD(
      "(?:eth|en[opsx]|em|bond|team|wlan|wl[opsx]|ib|venet|vlan|vmbr|ovs|p)[0-9].*|enx.*"
          + "|(?:eth|en|ens|eno|enp|bond|team|wl|wlan)\\+|br[0-9.]+|br-ex.*|breth.*"),
  /** Nobody can tell by its name. */
  UNKNOWN("(?!)");

  private final Pattern names;

  InterfaceKind(String names) {
    this.names = Pattern.compile(names);
  }

  /** The kind of interfaces that a rule asks for. */
  static InterfaceKind of(String asked) {
    for (InterfaceKind kind : values()) {
      if (kind.names.matcher(asked).matches()) {
        return kind;
      }
    }
    return UNKNOWN;
  }

  /** Whether it holds pods. */
  boolean isOfPods() {
    return this == POD_VETH || this == POD_BRIDGE;
  }

  /** What names of pods' interfaces have in common: all veths of a maker begin alike. */
  static String family(String asked) {
    for (String prefix : new String[] {"cali", "eni", "lxc", "gke", "azv"}) {
      if (of(asked) == POD_VETH && InterfacePattern.matches(prefix + "+", asked)) {
        return prefix + "+";
      }
    }
    return asked;
  }
}
