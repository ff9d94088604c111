package io.kubenet.kubeproxy.nftables;

import io.kubenet.kubeproxy.version.KubeProxyFeature;

/**
 * What a version of kube-proxy writes in a way of its own in nftables mode.
 *
 * @param hooks where its chains are called
 * @param masquerade how it marks and masquerades
 * @param balancing how it balances over endpoints
 */
record Dialect(Hooks hooks, Masquerade masquerade, Balancing balancing) {

  static Dialect of(RuleSettings settings) {
    boolean isRedesigned = KubeProxyFeature.NFTABLES_ADDRESS_MAPS.isIn(settings.version());
    Masquerade masquerade =
        isRedesigned ? new InlineMasquerade(settings) : new MarkChainMasquerade(settings);
    return new Dialect(
        KubeProxyFeature.NFTABLES_PRE_DNAT_CHAINS.isIn(settings.version())
            ? Hooks.SINCE_33
            : Hooks.BEFORE_33,
        masquerade,
        isRedesigned
            ? new AddressMapBalancing(settings.words())
            : new EndpointChainBalancing(settings.words(), masquerade));
  }
}
