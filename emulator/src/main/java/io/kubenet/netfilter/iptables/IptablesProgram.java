package io.kubenet.netfilter.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.iptables.Table;
import java.util.List;

/** The rules of one family, compiled. */
public final class IptablesProgram {

  private IptablesProgram() {}

  /**
   * The chains that hooks call.
   *
   * @throws IllegalArgumentException if a rule can't be obeyed; the message names it
   */
  public static List<BaseChain> compile(IptablesRuleset ruleset) {
    ImmutableList.Builder<BaseChain> chains = ImmutableList.builder();
    for (Table table : ruleset.tables()) {
      chains.addAll(compile(ruleset.family(), table));
    }
    return chains.build();
  }

  private static List<BaseChain> compile(IpFamily family, Table table) {
    TableKind kind = TableKind.named(table.name());
    CompiledTable compiled = new CompiledTable(table);
    return table.chains().stream()
        .filter(Chain::isBuiltin)
        .<BaseChain>map(
            chain -> new BuiltinChain(new BuiltinChain.Place(family, kind), chain, compiled))
        .collect(ImmutableList.toImmutableList());
  }
}
