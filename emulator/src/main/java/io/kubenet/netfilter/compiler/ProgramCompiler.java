package io.kubenet.netfilter.compiler;

import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.netfilter.Program;
import io.kubenet.netfilter.iptables.CompiledChains;
import io.kubenet.netfilter.iptables.IptablesProgram;
import io.kubenet.netfilter.nftables.ElementIndexes;
import io.kubenet.netfilter.nftables.NftablesProgram;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;

/**
 * Compiles the rules of many hosts, and again when these change: iptables chains and nftables sets
 * that rule sets share are compiled once.
 */
public final class ProgramCompiler {

  private final CompiledChains chains = new CompiledChains();
  private final ElementIndexes indexes = new ElementIndexes();

  /**
   * Compiles the rules of one host that anybody may have written.
   *
   * @throws IllegalArgumentException if a rule can't be obeyed; the message names it
   */
  public static Program checked(HostRules rules) {
    rules.iptables().forEach(IptablesRuleset::check);
    return new ProgramCompiler().compile(rules);
  }

  /**
   * Compiles the rules of a host. It takes them as they come from a kube-proxy: that jumps lead
   * somewhere is not checked.
   */
  public Program compile(HostRules rules) {
    ImmutableList.Builder<BaseChain> all = ImmutableList.builder();
    rules.nftables().forEach(ruleset -> all.addAll(NftablesProgram.compile(ruleset, indexes)));
    rules.iptables().forEach(ruleset -> all.addAll(IptablesProgram.compile(ruleset, chains)));
    return Program.of(all.build());
  }
}
