package io.kubenet.netfilter.iptables;

import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.trace.RuleRef;

/**
 * A rule, and where it stands.
 *
 * @param table its table's name
 * @param chain its chain's name
 * @param number its place in the chain, counted from 1
 * @param rule the rule
 */
record RulePlace(String table, String chain, int number, Rule rule) {

  RuleRef reference() {
    return new RuleRef(
        table, chain, number, rule.comment(), "-A " + chain + " " + rule.text(), rule.meaning());
  }
}
