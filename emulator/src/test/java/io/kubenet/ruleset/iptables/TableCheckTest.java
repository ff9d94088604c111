package io.kubenet.ruleset.iptables;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.iptables.target.Masquerade;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filter | -A FORWARD -p tcp -j DNAT --to-destination 1.2.3.4 | for table nat alone",
        "nat | -A OUTPUT -j REJECT | for table filter alone",
        "mangle | -A OUTPUT -j CT --notrack | for table raw alone",
        "nat | -A OUTPUT -j DROP | table nat is not for filtering: it has no DROP",
        "nat | -A POSTROUTING -j DNAT --to-destination 1.2.3.4 | be reached from POSTROUTING",
        "nat | -A PREROUTING -j SNAT --to-source 1.2.3.4 | be reached from PREROUTING",
        "nat | -A INPUT -j MASQUERADE | be reached from INPUT",
        "nat | -A INPUT -p tcp -j REDIRECT --to-ports 80 | be reached from INPUT",
        "mangle | -A PREROUTING -o eth0 | '-o eth0' can't be asked at PREROUTING",
        "mangle | -A POSTROUTING ! -i eth0 | '! -i eth0' can't be asked at POSTROUTING",
        "mangle | -A INPUT -m addrtype --dst-type LOCAL --limit-iface-out | be asked at INPUT",
        "filter | -A FORWARD -m tcp --dport 80 | '-m tcp --dport 80' needs -p tcp",
        "filter | -A FORWARD ! -p udp -m udp | '-m udp' needs -p udp",
        "filter | -A FORWARD -p udp -m icmp --icmp-type 3 | needs -p icmp",
        "filter | -A FORWARD -p icmp -m multiport --dports 80 | multiport needs -p tcp, udp",
        "filter | -A FORWARD ! -p tcp -j REJECT --reject-with tcp-reset | needs -p tcp",
        "nat | -A OUTPUT -j DNAT --to-destination 1.2.3.4:80 | ports need -p tcp, udp, sctp",
        "filter | -A FORWARD -j INPUT | chain 'INPUT' is the kernel's to call",
        "filter | -A FORWARD -m recent --set --seconds 5 | recent --set takes no --seconds",
        "filter | -A FORWARD -m recent --rcheck --reap | recent --reap needs --seconds",
        "filter | -A FORWARD -m recent --set --name a/b | 'a/b' is no name of a list",
        "filter | -A FORWARD -p tcp -m tcp --dport 90:80 | '90:80' ends before it starts",
        "filter | -A FORWARD -m statistic --mode nth --every 3 --packet 3 | no number in 0-2",
        "filter | -A FORWARD -m statistic --mode random --probability 1.1 | is no probability",
        "filter | -A FORWARD -m limit --limit 1/s --limit-burst 10001 | no number in 1-10000",
        "filter | -A FORWARD -m state --state DNAT | names states that conntrack alone has",
        "filter | -A FORWARD -m addrtype | addrtype has neither --src-type nor --dst-type",
        "filter | -A FORWARD -m iprange | iprange has neither --src-range nor --dst-range"
      })
  void ruleThatIptablesRefusesIsRefusedWithItsLine(String table, String rule, String reason) {
    assertThatThrownBy(() -> read(table, rule))
        .hasMessageStartingWith("line 2: '" + rule + "': ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nat | -A INPUT -j SNAT --to-source 1.2.3.4",
        "nat | -A OUTPUT -p icmp -j DNAT --to-destination 1.2.3.4:80",
        "filter | -A FORWARD -i eth0 -o cni0 -j REJECT",
        "security | -A INPUT -j DROP",
        "raw | -A OUTPUT -o eth0 -j NOTRACK",
        "filter | -A FORWARD -m recent --rcheck --seconds 5 --reap --hitcount 256 --rttl"
      })
  void ruleThatIptablesTakesIsTaken(String table, String rule) {
    assertThatCode(() -> read(table, rule)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-j", "-g"})
  void targetIsRefusedInAChainThatPacketsReachFromElsewhere(String jump) {
    String rules =
        """
        *nat
        :PREROUTING ACCEPT
        :A -
        :B -
        -A PREROUTING -j A
        -A A %s B
        -A B -j MASQUERADE
        COMMIT
        """
            .formatted(jump);

    assertThatThrownBy(() -> IptablesRuleset.parse(IpFamily.IPV4, rules))
        .hasMessage(
            "line 7: '-A B -j MASQUERADE': '-j MASQUERADE' can't be reached from PREROUTING");
    assertThatCode(
            () -> IptablesRuleset.parse(IpFamily.IPV4, rules.replace("-A PREROUTING -j A\n", "")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ":INPUT - | line 2: chain INPUT of table filter needs a policy",
        ":LOG - | line 2: 'LOG' names a target, so no chain",
        ":abcdefghijklmnopqrstuvwxyzabc - | line 2: chain name 'abcdefghijklmnopqrstuvwxyzabc' is"
            + " not shorter than 29 characters"
      })
  void chainThatIptablesRefusesIsRefused(String declaration, String message) {
    assertThatThrownBy(
            () -> IptablesRuleset.parse(IpFamily.IPV4, "*filter\n" + declaration + "\nCOMMIT\n"))
        .hasMessage(message);
  }

  @Test
  void rulesThatWereNotReadAreCheckedToo() {
    Rule rule = Rule.builder().then(Masquerade.PLAIN);
    Table table =
        new Table("nat", List.of(Chain.builtin("INPUT", Chain.Policy.ACCEPT, List.of(rule))));
    IptablesRuleset ruleset = new IptablesRuleset(IpFamily.IPV4, List.of(table));

    assertThatThrownBy(ruleset::check)
        .hasMessage(
            "table nat, '-A INPUT -j MASQUERADE': '-j MASQUERADE' can't be reached from INPUT");
  }

  /** The rule stands before the chains that it may jump to: order is no matter. */
  private static IptablesRuleset read(String table, String rule) {
    List<String> chains =
        switch (table) {
          case "raw" -> List.of("PREROUTING", "OUTPUT");
          case "nat" -> List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING");
          case "mangle" -> List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");
          default -> List.of("INPUT", "FORWARD", "OUTPUT");
        };
    StringBuilder text = new StringBuilder("*" + table + "\n" + rule + "\n");
    chains.forEach(chain -> text.append(':').append(chain).append(" ACCEPT\n"));
    return IptablesRuleset.parse(IpFamily.IPV4, text + "COMMIT\n");
  }
}
