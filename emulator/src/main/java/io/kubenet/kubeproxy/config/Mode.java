package io.kubenet.kubeproxy.config;

import java.util.Locale;
import java.util.Optional;

/** How kube-proxy has its rules obeyed. */
public enum Mode {
  IPTABLES,
  NFTABLES,
  IPVS;

  /** The mode with this name in KubeProxyConfiguration; iptables for an empty one. */
  public static Optional<Mode> of(String text) {
    return switch (text) {
      case "", "iptables" -> Optional.of(IPTABLES);
      case "nftables" -> Optional.of(NFTABLES);
      case "ipvs" -> Optional.of(IPVS);
      default -> Optional.empty();
    };
  }

  /** {@code iptables}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
