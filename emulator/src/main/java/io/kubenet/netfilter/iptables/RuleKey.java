package io.kubenet.netfilter.iptables;

import io.kubenet.net.IpFamily;

/**
 * What a rule's own counter or bucket is kept under.
 *
 * @param family whose rule it is
 * @param table its table's name
 * @param chain its chain's name
 * @param number its place in the chain, counted from 1
 * @param text the rule
 */
record RuleKey(IpFamily family, String table, String chain, int number, String text) {

  static RuleKey of(IpFamily family, RulePlace place) {
    return new RuleKey(family, place.table(), place.chain(), place.number(), place.rule().text());
  }
}
