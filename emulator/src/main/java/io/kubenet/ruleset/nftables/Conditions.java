package io.kubenet.ruleset.nftables;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.regex.Pattern;

/** Tells statements that only ask something of a packet from those that do something with it. */
final class Conditions {

  private static final Splitter WORDS =
      Splitter.on(CharMatcher.whitespace().or(CharMatcher.anyOf("{},()"))).omitEmptyStrings();

  /** Words that questions begin with. */
  private static final ImmutableSet<String> BEGINNINGS =
      words(
          """
          meta ct fib socket rt osf ipsec ip ip6 tcp udp sctp dccp udplite th icmp icmpv6 igmp gre
          ether vlan arp ah esp comp exthdr frag hbh dst mh srh numgen jhash symhash limit quota
          counter meter skuid skgid cpu cgroup pkttype iif oif iifname oifname iifgroup oifgroup
          iiftype oiftype rtclassid ibrname obrname time day hour xt @ll @nh @th @ih
          """);

  /** Words that say that something is done. */
  private static final ImmutableSet<String> DEEDS =
      words(
          """
          set vmap target dnat snat masquerade redirect tproxy synproxy queue fwd dup flow add
          update delete notrack reset accept drop return continue jump goto reject
          """);

  /** Other words that statements begin with. */
  private static final ImmutableSet<String> OTHERS = words("comment log last mark");

  /** Names, which say nothing: in quotes, or of a match of xtables as nft 1.0.6 prints them. */
  private static final Pattern NAME = Pattern.compile("\"[^\"]*\"|(?<=xt match )\\w+");

  private Conditions() {}

  /** Whether a text asks and does nothing else. */
  static boolean isOne(String text) {
    List<String> words = WORDS.splitToList(NAME.matcher(text).replaceAll("\"\""));
    return !words.isEmpty()
        && BEGINNINGS.contains(words.get(0))
        && words.stream().noneMatch(DEEDS::contains);
  }

  /** Whether a statement can begin with a word. */
  static boolean canBegin(String word) {
    return BEGINNINGS.contains(word)
        || DEEDS.contains(word)
        || OTHERS.contains(word)
        || word.startsWith("#");
  }

  private static ImmutableSet<String> words(String text) {
    return ImmutableSet.copyOf(WORDS.split(text));
  }
}
