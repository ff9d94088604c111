package io.kubenet.kubeproxy.iptables;

/** A chain that has rules of every Service, and that a full or partial sync writes as a whole. */
enum DispatchChain {
  NAT_SERVICES("nat", "KUBE-SERVICES"),
  NAT_NODE_PORTS("nat", "KUBE-NODEPORTS"),
  FILTER_SERVICES("filter", "KUBE-SERVICES"),
  FILTER_EXTERNAL_SERVICES("filter", "KUBE-EXTERNAL-SERVICES"),
  FILTER_NODE_PORTS("filter", "KUBE-NODEPORTS"),
  FILTER_FIREWALL("filter", "KUBE-PROXY-FIREWALL");

  private final String table;
  private final String chain;

  DispatchChain(String table, String chain) {
    this.table = table;
    this.chain = chain;
  }

  String table() {
    return table;
  }

  String chain() {
    return chain;
  }
}
