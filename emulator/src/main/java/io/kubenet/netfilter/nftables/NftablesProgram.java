package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.ruleset.nftables.Table;
import java.util.List;

/** The tables of a host, compiled. */
public final class NftablesProgram {

  private NftablesProgram() {}

  /**
   * The chains that hooks call, the last one first: the kernel calls it before older ones of its
   * priority (nf_hook_entries_grow of Linux 6.18).
   *
   * @param indexes the sets that are known already; takes those that are not
   * @throws IllegalArgumentException if a rule can't be obeyed; the message names it
   */
  public static List<BaseChain> compile(NftablesRuleset ruleset, ElementIndexes indexes) {
    ImmutableList.Builder<BaseChain> chains = ImmutableList.builder();
    for (Table table : ruleset.tables()) {
      if (table.isDormant()) {
        continue;
      }
      UnmodelledTable.chains(table).forEach(chains::add);
      CompiledTable compiled = new CompiledTable(table, indexes);
      for (Chain chain : table.allChains().first()) {
        chain.base().ifPresent(base -> chains.add(new HookedChain(base, chain, compiled)));
      }
    }
    return chains.build().reverse();
  }
}
