package io.kubenet.conformance.kernel;

import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import java.util.stream.Collectors;

/** Gives the kernel of a node rules in the place of those that it has. */
final class RealRules {

  /** The tables of iptables as a node has them that nobody touched: chains without rules. */
  static final String NO_RULES =
      """
      *raw
      :PREROUTING ACCEPT
      :OUTPUT ACCEPT
      COMMIT
      *mangle
      :PREROUTING ACCEPT
      :INPUT ACCEPT
      :FORWARD ACCEPT
      :OUTPUT ACCEPT
      :POSTROUTING ACCEPT
      COMMIT
      *nat
      :PREROUTING ACCEPT
      :INPUT ACCEPT
      :OUTPUT ACCEPT
      :POSTROUTING ACCEPT
      COMMIT
      *filter
      :INPUT ACCEPT
      :FORWARD ACCEPT
      :OUTPUT ACCEPT
      COMMIT
      """;

  private RealRules() {}

  /** Loads rules of both languages and families, and forgets the connections of those before. */
  static void load(Namespace node, HostRules rules) {
    node.run(
        rules.nftables().stream()
            .map(NftablesRuleset::text)
            .collect(Collectors.joining("\n", "flush ruleset\n", "\n")),
        "nft",
        "-f",
        "-");
    for (IpFamily family : IpFamily.values()) {
      String restore = family == IpFamily.IPV4 ? "iptables-restore" : "ip6tables-restore";
      node.run(NO_RULES + iptables(rules, family), restore);
    }
    node.run("", "conntrack", "-F");
  }

  private static String iptables(HostRules rules, IpFamily family) {
    return rules.of(family).iptables().stream()
        .map(IptablesRuleset::text)
        .collect(Collectors.joining());
  }
}
