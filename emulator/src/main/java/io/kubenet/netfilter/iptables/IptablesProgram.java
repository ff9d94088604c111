package io.kubenet.netfilter.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import java.util.List;
import java.util.stream.Stream;

/** The rules of one family, compiled. */
public final class IptablesProgram {

  private IptablesProgram() {}

  /**
   * The chains that hooks call.
   *
   * @param compiled the chains that are known already; takes those that are not
   */
  public static List<BaseChain> compile(IptablesRuleset ruleset, CompiledChains compiled) {
    return ruleset.tables().stream()
        .flatMap(table -> compile(ruleset.family(), new CompiledTable(table, compiled)))
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<BaseChain> compile(IpFamily family, CompiledTable table) {
    BuiltinChain.Place place = new BuiltinChain.Place(family, TableKind.named(table.name()));
    return table.builtins().map(chain -> new BuiltinChain(place, chain, table));
  }
}
