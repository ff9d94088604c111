package io.kubenet.kubeproxy.config;

/**
 * What concerns iptables mode alone.
 *
 * @param masquerading how Service traffic is masqueraded
 * @param hasLocalhostNodePorts whether node ports answer on 127.0.0.1
 * @param hasAccounting whether the kernel counts with nfnetlink_acct, which some rules do
 * @param isTcpLiberal whether conntrack takes TCP segments outside the window for valid
 */
public record IptablesSettings(
    Masquerading masquerading,
    boolean hasLocalhostNodePorts,
    boolean hasAccounting,
    boolean isTcpLiberal) {

  /** What kube-proxy does by default, on a kernel with nfnetlink_acct. */
  public static final IptablesSettings DEFAULT =
      new IptablesSettings(
          Masquerading.DEFAULT,
          /* hasLocalhostNodePorts= */ true,
          /* hasAccounting= */ true,
          /* isTcpLiberal= */ false);

  public IptablesSettings withMasquerading(Masquerading other) {
    return new IptablesSettings(other, hasLocalhostNodePorts, hasAccounting, isTcpLiberal);
  }

  public IptablesSettings withoutLocalhostNodePorts() {
    return new IptablesSettings(
        masquerading, /* hasLocalhostNodePorts= */ false, hasAccounting, isTcpLiberal);
  }

  public IptablesSettings withoutAccounting() {
    return new IptablesSettings(
        masquerading, hasLocalhostNodePorts, /* hasAccounting= */ false, isTcpLiberal);
  }

  public IptablesSettings withLiberalTcp() {
    return new IptablesSettings(
        masquerading, hasLocalhostNodePorts, hasAccounting, /* isTcpLiberal= */ true);
  }
}
