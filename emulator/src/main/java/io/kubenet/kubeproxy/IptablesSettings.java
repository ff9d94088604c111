package io.kubenet.kubeproxy;

/**
 * What concerns iptables mode alone.
 *
 * @param masquerading how Service traffic is masqueraded
 * @param hasLocalhostNodePorts whether node ports answer on 127.0.0.1
 * @param hasAccounting whether the kernel counts with nfnetlink_acct, which some rules do
 */
public record IptablesSettings(
    Masquerading masquerading, boolean hasLocalhostNodePorts, boolean hasAccounting) {

  /** What kube-proxy does by default, on a kernel with nfnetlink_acct. */
  public static final IptablesSettings DEFAULT =
      new IptablesSettings(
          Masquerading.DEFAULT, /* hasLocalhostNodePorts= */ true, /* hasAccounting= */ true);

  public IptablesSettings withMasquerading(Masquerading other) {
    return new IptablesSettings(other, hasLocalhostNodePorts, hasAccounting);
  }

  public IptablesSettings withoutLocalhostNodePorts() {
    return new IptablesSettings(masquerading, /* hasLocalhostNodePorts= */ false, hasAccounting);
  }

  public IptablesSettings withoutAccounting() {
    return new IptablesSettings(masquerading, hasLocalhostNodePorts, /* hasAccounting= */ false);
  }
}
