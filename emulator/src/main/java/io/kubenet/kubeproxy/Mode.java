package io.kubenet.kubeproxy;

import java.util.Locale;

/** How kube-proxy has its rules obeyed. */
public enum Mode {
  IPTABLES,
  NFTABLES;

  /**
   * The mode with this name in KubeProxyConfiguration; an empty one is iptables.
   *
   * @throws IllegalArgumentException if it is not modelled
   */
  public static Mode of(String text) {
    return switch (text) {
      case "", "iptables" -> IPTABLES;
      case "nftables" -> NFTABLES;
      default ->
          throw new IllegalArgumentException(
              "mode '" + text + "' is not modelled; modelled: iptables, nftables");
    };
  }

  /** {@code iptables}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
