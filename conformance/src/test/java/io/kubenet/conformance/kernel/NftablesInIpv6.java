package io.kubenet.conformance.kernel;

import java.util.regex.Pattern;

/** Rules of nftables for IPv4 for the same network's IPv6 addresses. */
final class NftablesInIpv6 {

  /** What lets neighbours find one another, as ARP does for IPv4, which no rule sees. */
  private static final String NEIGHBOURS =
      "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept";

  private static final Pattern HOOK = Pattern.compile("(?m)^type .*$");
  private static final Pattern IP = Pattern.compile("\\bip (saddr|daddr|to)");

  private NftablesInIpv6() {}

  /** The rules as nft reads them. */
  static String rules(String ipv4) {
    String words =
        ipv4.replace("table ip ", "table ip6 ")
            .replace("ipv4_addr", "ipv6_addr")
            .replace("ip protocol", "meta l4proto")
            .replace("meta protocol ip", "meta protocol ip6")
            .replace("proto ipv4", "proto ipv6")
            .replace("{ udp, icmp }", "{ udp, ipv6-icmp }")
            .replace("icmp type . icmp code", "icmpv6 type . icmpv6 code")
            .replace("icmp type", "icmpv6 type")
            .replace("unreachable . 3,", "unreachable . 4,")
            .replace("unreachable . 13", "unreachable . 1")
            .replace("icmp host-unreachable", "icmpv6 addr-unreachable")
            .replace("icmp admin-prohibited", "icmpv6 admin-prohibited")
            .replace("icmp net-unreachable", "icmpv6 no-route")
            .replace("icmp prot-unreachable", "icmpv6 policy-fail")
            .replace("10.244.2.11-10.244.2.12:", "10.244.2.12:");
    String ofIpv6 = IP.matcher(SaidInIpv6.addresses(words)).replaceAll("ip6 $1");
    return HOOK.matcher(ofIpv6).replaceAll("$0\n" + NEIGHBOURS);
  }
}
