package io.kubenet.junit;

import java.util.Locale;

/** How kube-proxy's rules are obeyed. */
public enum ProxyMode {
  IPTABLES,
  NFTABLES,
  IPVS;

  /** As kube-proxy's configuration writes it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
