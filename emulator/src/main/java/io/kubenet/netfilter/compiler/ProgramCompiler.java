package io.kubenet.netfilter.compiler;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.kubenet.netfilter.AddressSet;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.netfilter.Program;
import io.kubenet.netfilter.ipset.CompiledIpset;
import io.kubenet.netfilter.iptables.CompiledChains;
import io.kubenet.netfilter.iptables.IptablesProgram;
import io.kubenet.netfilter.ipvs.VirtualServers;
import io.kubenet.netfilter.nftables.ElementIndexes;
import io.kubenet.netfilter.nftables.NftablesProgram;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.ipset.Ipset;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import java.util.List;
import java.util.Map;

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

  private static Map<String, AddressSet> sets(List<Ipset> ipsets) {
    ImmutableMap.Builder<String, AddressSet> sets = ImmutableMap.builder();
    ipsets.forEach(set -> sets.put(set.name(), CompiledIpset.of(set)));
    return sets.buildKeepingLast();
  }

  /**
   * Compiles the rules of a host. It takes them as they come from a kube-proxy: that jumps lead
   * somewhere is not checked.
   */
  public Program compile(HostRules rules) {
    ImmutableList.Builder<BaseChain> all = ImmutableList.builder();
    rules.nftables().forEach(ruleset -> all.addAll(NftablesProgram.compile(ruleset, indexes)));
    rules.iptables().forEach(ruleset -> all.addAll(IptablesProgram.compile(ruleset, chains)));
    all.addAll(VirtualServers.compile(rules.virtualServers(), rules.idleTimes()));
    return Program.of(all.build())
        .with(sets(rules.ipsets()), ImmutableSet.copyOf(rules.serviceAddresses()));
  }
}
