package io.kubenet.netfilter.iptables;

import com.google.common.collect.ImmutableMap;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.SetMatch;
import io.kubenet.ruleset.iptables.Table;
import java.util.Map;
import java.util.Optional;

/** The chains of a table, which jump to one another. */
final class CompiledTable {

  private final String name;
  private final Map<String, CompiledChain> chains;

  CompiledTable(Table table) {
    this.name = table.name();
    ImmutableMap.Builder<String, CompiledChain> compiled = ImmutableMap.builder();
    for (Chain chain : table.chains()) {
      compiled.put(chain.name(), new CompiledChain(chain, this));
    }
    this.chains = compiled.buildOrThrow();
    table.chains().forEach(this::check);
    JumpDepth depth = new JumpDepth(table);
    table.chains().stream().filter(Chain::isBuiltin).forEach(depth::check);
  }

  String name() {
    return name;
  }

  CompiledChain chain(String chainName) {
    return Optional.ofNullable(chains.get(chainName)).orElseThrow();
  }

  /** Chains are compiled when they are needed; what can't be obeyed is said at once. */
  private void check(Chain chain) {
    for (Rule rule : chain.rules()) {
      JumpDepth.target(rule)
          .filter(called -> !chains.containsKey(called))
          .ifPresent(called -> refuse(chain, rule, "no chain '" + called + "'"));
      rule.matches().stream()
          .filter(SetMatch.class::isInstance)
          .forEach(match -> refuse(chain, rule, "no set of this name: '" + match.text() + "'"));
    }
  }

  private void refuse(Chain chain, Rule rule, String reason) {
    throw new IllegalArgumentException(
        "table " + name + ", '-A " + chain.name() + " " + rule.text() + "': " + reason);
  }
}
