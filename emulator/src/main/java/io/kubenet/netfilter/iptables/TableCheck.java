package io.kubenet.netfilter.iptables;

import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.SetMatch;
import io.kubenet.ruleset.iptables.Table;

/**
 * Refuses tables that iptables-restore would refuse. Chains are compiled when a packet reaches
 * them; what can't be obeyed is said at once.
 *
 * @param table the table
 */
record TableCheck(Table table) {

  /**
   * Looks at all chains.
   *
   * @throws IllegalArgumentException if a rule can't be obeyed; the message names it
   */
  void check() {
    table.chains().forEach(this::check);
    JumpDepth depth = new JumpDepth(table);
    table.chains().stream().filter(Chain::isBuiltin).forEach(depth::check);
  }

  private void check(Chain chain) {
    for (Rule rule : chain.rules()) {
      JumpDepth.target(rule)
          .filter(called -> table.chain(called).isEmpty())
          .ifPresent(called -> refuse(chain, rule, "no chain '" + called + "'"));
      rule.matches().stream()
          .filter(SetMatch.class::isInstance)
          .forEach(match -> refuse(chain, rule, "no set of this name: '" + match.text() + "'"));
    }
  }

  private void refuse(Chain chain, Rule rule, String reason) {
    throw new IllegalArgumentException(
        "table " + table.name() + ", '-A " + chain.name() + " " + rule.text() + "': " + reason);
  }
}
