package io.kubenet.kubeproxy.config;

/**
 * How Service traffic is masqueraded.
 *
 * @param isForAll whether all traffic to cluster IPs is
 * @param bit the bit of the packet mark that asks for it: 0 to 31
 */
public record Masquerading(boolean isForAll, int bit) {

  /** What kube-proxy does by default. */
  public static final Masquerading DEFAULT = new Masquerading(/* isForAll= */ false, 14);

  public Masquerading {
    if (bit < 0 || bit > 31) {
      throw new IllegalArgumentException("masqueradeBit " + bit + " is not in 0-31");
    }
  }

  /** The mark that has this bit alone. */
  public int mark() {
    return 1 << bit;
  }
}
