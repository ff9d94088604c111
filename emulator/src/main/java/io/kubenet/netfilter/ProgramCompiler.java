package io.kubenet.netfilter;

import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.iptables.CompiledChains;
import io.kubenet.netfilter.iptables.IptablesProgram;
import io.kubenet.netfilter.nftables.ElementIndexes;
import io.kubenet.netfilter.nftables.NftablesProgram;
import io.kubenet.ruleset.Ruleset;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import java.util.List;

/**
 * Compiles the rules of many hosts, and again when these change: iptables chains and nftables sets
 * that rule sets share are compiled once.
 *
 * <p>It takes rules as they come from a kube-proxy: that jumps lead somewhere is not checked.
 */
public final class ProgramCompiler {

  private final CompiledChains chains = new CompiledChains();
  private final ElementIndexes indexes = new ElementIndexes();

  /** Compiles the rules of a host: iptables of either family and nftables, in any mix. */
  public Program compile(List<? extends Ruleset> rulesets) {
    return new Program(
        rulesets.stream()
            .flatMap(ruleset -> compile(ruleset).stream())
            .collect(ImmutableList.toImmutableList()));
  }

  private List<BaseChain> compile(Ruleset ruleset) {
    if (ruleset instanceof IptablesRuleset iptables) {
      return IptablesProgram.compile(iptables, chains);
    }
    if (ruleset instanceof NftablesRuleset nftables) {
      return NftablesProgram.compile(nftables, indexes);
    }
    throw new IllegalArgumentException("rules of an unknown language: " + ruleset.getClass());
  }
}
