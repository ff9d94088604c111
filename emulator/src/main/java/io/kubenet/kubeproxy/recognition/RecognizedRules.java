package io.kubenet.kubeproxy.recognition;

import io.kubenet.ruleset.host.HostRules;

/** Says of the rules of a host that were listed by a real machine what they are for. */
public final class RecognizedRules {

  private RecognizedRules() {}

  /** The same rules; those that a kube-proxy wrote say what they are for. */
  public static HostRules of(HostRules listed) {
    IptablesNames iptables = new IptablesNames();
    NftablesNames nftables = new NftablesNames();
    return listed
        .withIptables(rules -> rules.withMeanings(iptables::meaning))
        .withNftables(rules -> rules.withMeanings(nftables));
  }
}
