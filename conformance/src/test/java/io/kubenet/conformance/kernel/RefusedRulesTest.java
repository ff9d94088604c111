package io.kubenet.conformance.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which rules are refused: every target and many matches at every hook of every table. */
@Tag("kernel")
@RunsOnARealKernel
class RefusedRulesTest {

  private static final List<String> RULES =
      List.of(
          "-j ACCEPT",
          "-j DROP",
          "-j RETURN",
          "-j LOG",
          "-j MARK --set-xmark 0x1/0x1",
          "-j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff",
          "-j REJECT",
          "-j NOTRACK",
          "-j CT --notrack",
          "-j DNAT --to-destination 1.2.3.4",
          "-j DNAT --to-destination 1.2.3.4:80",
          "-p tcp -j DNAT --to-destination :80",
          "-p icmp -j DNAT --to-destination 1.2.3.4:80",
          "-p esp -j DNAT --to-destination 1.2.3.4:80",
          "-p udp -j REDIRECT --to-ports 80",
          "-j REDIRECT --to-ports 80",
          "-j REDIRECT",
          "-j SNAT --to-source 1.2.3.4",
          "-j MASQUERADE",
          "-j MASQUERADE --to-ports 80",
          "-p tcp -j REJECT --reject-with tcp-reset",
          "! -p tcp -j REJECT --reject-with tcp-reset",
          "-i eth0",
          "! -o eth0",
          "-m addrtype --dst-type LOCAL --limit-iface-in",
          "-m addrtype --dst-type LOCAL --limit-iface-out");

  private static final List<String> MATCHES =
      List.of(
          "-m tcp --dport 80",
          "-p udp -m tcp --dport 80",
          "-m udp",
          "-p tcp -m udp --dport 80",
          "-p udp -m multiport --dports 1:2,3",
          "-m multiport --dports 80",
          "-p icmp -m multiport --dports 80",
          "! -p tcp -m multiport --dports 80",
          "-p tcp -m multiport --dports 1:2,3,4,5,6,7,8,9,10,11,12,13,14,15",
          "-p tcp -m multiport --dports 1:2,3,4,5,6,7,8,9,10,11,12,13,14,15,16",
          "-p icmp -m icmp --icmp-type 3/99",
          "-m icmp --icmp-type 3",
          "! -p icmp -m icmp --icmp-type 3",
          "-p tcp -m tcp --dport 90:80",
          "-m recent --set",
          "-m recent --set --seconds 5",
          "-m recent --set --rttl",
          "-m recent --rcheck --reap",
          "-m recent --rcheck --rttl",
          "-m recent --rcheck --hitcount 256",
          "-m recent --rcheck --hitcount 65535",
          "-m recent --rcheck --hitcount 65536",
          "-m recent --rcheck --seconds 0",
          "-m recent --rcheck --update",
          "-m recent --set --name a/b",
          "-m statistic --mode nth --every 3 --packet 2",
          "-m statistic --mode nth --every 3 --packet 3",
          "-m statistic --mode random --probability 1.1",
          "-m limit --limit 10001/s",
          "-m limit --limit 1/s --limit-burst 10001",
          "-m state --state NEW",
          "-m state --state DNAT",
          "-m conntrack --ctstate DNAT",
          "-m addrtype",
          "-m addrtype --dst-type LOCAL --limit-iface-in --limit-iface-out",
          "-m iprange",
          "-i abcdefghijklmnop",
          "-j INPUT",
          "-j NOWHERE",
          "-g U-2");

  @Test
  void areThoseThatIptablesRestoreRefuses() {
    try (Namespace namespace = Namespace.create("knt-refused-" + ProcessHandle.current().pid())) {
      List<String> contradictions =
          texts().filter(text -> isRefused(text) != isReallyRefused(namespace, text)).toList();

      assertThat(contradictions).isEmpty();
    }
  }

  private static Stream<String> texts() {
    return Stream.concat(
        Stream.of(
                "raw PREROUTING",
                "raw OUTPUT",
                "mangle PREROUTING",
                "mangle INPUT",
                "mangle FORWARD",
                "mangle POSTROUTING",
                "nat PREROUTING",
                "nat INPUT",
                "nat OUTPUT",
                "nat POSTROUTING",
                "filter INPUT",
                "filter FORWARD",
                "filter OUTPUT",
                "security OUTPUT")
            .flatMap(place -> RULES.stream().flatMap(rule -> standing(place, rule))),
        MATCHES.stream().map(match -> text("filter", "-A FORWARD " + match)));
  }

  /** The rule at a hook, and in a chain that packets reach from there. */
  private static Stream<String> standing(String place, String rule) {
    String table = place.split(" ", -1)[0];
    String hook = place.split(" ", -1)[1];
    return Stream.of(
        text(table, "-A " + hook + " " + rule),
        text(table, "-A " + hook + " -j U-1\n-A U-1 -g U-2\n-A U-2 " + rule));
  }

  private static String text(String table, String rules) {
    String builtin =
        chains(table).map(chain -> ":" + chain + " ACCEPT\n").collect(Collectors.joining());
    return "*" + table + "\n" + builtin + ":U-1 -\n:U-2 -\n" + rules + "\nCOMMIT\n";
  }

  private static Stream<String> chains(String table) {
    return switch (table) {
      case "raw" -> Stream.of("PREROUTING", "OUTPUT");
      case "nat" -> Stream.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING");
      case "mangle" -> Stream.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");
      default -> Stream.of("INPUT", "FORWARD", "OUTPUT");
    };
  }

  private static boolean isRefused(String text) {
    try {
      IptablesRuleset.parse(IpFamily.IPV4, text);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static boolean isReallyRefused(Namespace namespace, String text) {
    namespace.run("flush ruleset\n", "nft", "-f", "-");
    try {
      namespace.run(text, "iptables-restore");
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
