package io.kubenet.kubeproxy.nftables;

/**
 * What a version of kube-proxy writes in a way of its own in nftables mode.
 *
 * @param hooks where its chains are called
 * @param masquerade how it marks and masquerades
 * @param balancing how it balances over endpoints
 */
record NftablesDialect(
    NftablesHooks hooks, NftablesMasquerade masquerade, NftablesBalancing balancing) {

  static NftablesDialect of(NftablesSettings settings) {
    boolean isRedesigned = settings.version().isAtLeast(36);
    NftablesMasquerade masquerade =
        isRedesigned ? new InlineMasquerade(settings) : new MarkChainMasquerade(settings);
    return new NftablesDialect(
        settings.version().isAtLeast(33) ? NftablesHooks.SINCE_33 : NftablesHooks.BEFORE_33,
        masquerade,
        isRedesigned
            ? new AddressMapBalancing(settings.words())
            : new EndpointChainBalancing(settings.words(), masquerade));
  }
}
