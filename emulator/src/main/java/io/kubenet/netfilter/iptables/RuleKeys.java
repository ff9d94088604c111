package io.kubenet.netfilter.iptables;

import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.Passage;

/**
 * The keys of a rule in either family: rules that are alike are compiled once.
 *
 * @param ipv4 its key among those of iptables
 * @param ipv6 its key among those of ip6tables
 */
record RuleKeys(RuleKey ipv4, RuleKey ipv6) {

  static RuleKeys of(RulePlace place) {
    return new RuleKeys(RuleKey.of(IpFamily.IPV4, place), RuleKey.of(IpFamily.IPV6, place));
  }

  RuleKey of(Passage passage) {
    return passage.packet().family() == IpFamily.IPV4 ? ipv4 : ipv6;
  }
}
