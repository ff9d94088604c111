package io.kubenet.netfilter.nftables;

/**
 * What a part of a rule keeps its counter or bucket under.
 *
 * @param table its table's family and name
 * @param chain its chain's name
 * @param rule the rule's text
 * @param part the part of the rule
 */
record RuleKey(String table, String chain, String rule, String part) {

  static RuleKey of(RulePlace place, String part) {
    return new RuleKey(place.table(), place.chain(), place.rule().text(), part);
  }
}
