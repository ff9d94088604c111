package io.kubenet.netfilter.nftables;

import io.kubenet.meaning.Meaning;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.trace.RuleRef;

/**
 * A rule, and where it stands.
 *
 * @param table its table's family and name
 * @param chain its chain's name
 * @param number its place in the chain, counted from 1
 * @param rule the rule
 */
record RulePlace(String table, String chain, int number, Rule rule) {

  RuleRef reference() {
    return new RuleRef(table, chain, number, rule.comment(), rule.text(), rule.meaning());
  }

  /** The rule, meant as the element of its map is. */
  RuleRef reference(Meaning ofElement) {
    return ofElement.isKnown() ? reference().withMeaning(ofElement) : reference();
  }
}
