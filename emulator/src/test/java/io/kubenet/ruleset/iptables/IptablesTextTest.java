package io.kubenet.ruleset.iptables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.iptables.match.UnknownMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IptablesTextTest {

  private static final Path RECORDINGS = Path.of("src/test/resources/recordings");

  static Stream<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.walk(RECORDINGS)) {
      return files
          .filter(file -> file.getParent().endsWith("iptables"))
          .filter(file -> file.toString().matches(".*\\.rules6?"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void recordingIsPrintedAsItWasRead(Path file) throws IOException {
    String text = Files.readString(file);
    IpFamily family = file.toString().endsWith("6") ? IpFamily.IPV6 : IpFamily.IPV4;

    assertThat(IptablesRuleset.parse(family, text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-p tcp -m tcp --dport 80 -m comment --comment plain -j ACCEPT",
        "-p tcp -m comment --comment \"two words\" -m tcp --dport 80:90 -j ACCEPT",
        "-p tcp -m tcp --sport 80:65535 -m comment --comment \"tick\\' q\\\" bs\\\\ $ x\" -j DROP",
        "-p tcp -m tcp -m comment --comment \"\" -j REJECT --reject-with icmp-net-unreachable",
        "-p tcp -m tcp ! --sport 5 ! --dport 6 --tcp-flags SYN,ACK SYN",
        "-p tcp -m tcp ! --tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE",
        "-p udp -m udp ! --dport 53:54 -j LOG",
        "-p sctp -m sctp --dport 53 -j LOG --log-prefix \"a b\" --log-level 3 --log-tcp-sequence"
            + " --log-tcp-options --log-ip-options --log-uid",
        "-p icmp -m icmp ! --icmp-type 3/4",
        "-p icmp -m icmp --icmp-type any",
        "! -p icmp",
        "-p ipencap",
        "-p esp -j RETURN",
        "! -i eth+ ! -o lo",
        "-s 10.0.0.0/255.0.255.0 ! -d 10.3.4.0/24 -j DROP",
        "-m mark ! --mark 0x4000/0x4000",
        "-m mark --mark 0x0/0x4000",
        "-m connmark ! --mark 0x1",
        "-m conntrack --ctstate INVALID,NEW,RELATED,ESTABLISHED,UNTRACKED,SNAT,DNAT",
        "-m conntrack ! --ctstate NEW",
        "-m conntrack --ctstatus NONE",
        "-m conntrack --ctproto 6 --ctorigsrc 1.2.3.4 --ctorigdst 1.2.3.0/24 --ctreplsrc 2.3.4.5"
            + " ! --ctrepldst 3.4.5.6 --ctorigsrcport 5 --ctorigdstport 80:90 --ctreplsrcport 6"
            + " --ctrepldstport 7 --ctdir ORIGINAL",
        "-m state ! --state INVALID",
        "-m addrtype ! --src-type LOCAL ! --dst-type UNICAST",
        "-m addrtype --dst-type LOCAL --limit-iface-in",
        "-m statistic --mode random ! --probability 0.50000000000",
        "-m statistic --mode nth --every 3 --packet 1",
        "-p tcp -m multiport --dports 80,443,8000:8080",
        "-p tcp -m multiport ! --sports 80",
        "-m limit --limit 5/min",
        "-m limit --limit 10/sec --limit-burst 20",
        "-m limit --limit 333/sec",
        "-m limit --limit 3/day",
        "-m recent --update --seconds 10 --hitcount 4 --rttl --name X --mask 255.255.255.255"
            + " --rdest",
        "-m recent ! --rcheck --name Y --mask 255.255.255.255 --rsource",
        "-m recent --remove --name DEFAULT --mask 255.255.255.0 --rsource",
        "-m iprange --src-range 10.0.0.1-10.0.0.9 ! --dst-range 10.0.0.1-10.0.0.9",
        "-m set --match-set allowed src,dst",
        "! -f -j RETURN",
        "-j MARK --set-xmark 0x0/0xfffffffa",
        "-j CONNMARK --save-mark --nfmask 0xff --ctmask 0xf",
        "-j CONNMARK --restore-mark --nfmask 0xffffffff --ctmask 0xffffffff",
        "-j CONNMARK --set-xmark 0x1/0x2",
        "-p tcp -j DNAT --to-destination 1.2.3.4-1.2.3.6:80-90 --random --persistent",
        "-p tcp -j DNAT --to-destination 1.2.3.4",
        "-p tcp -j DNAT --to-destination :80",
        "-p tcp -j REDIRECT --to-ports 80-90 --random",
        "-p tcp -j SNAT --to-source 1.2.3.4 --random-fully",
        "-p tcp -j MASQUERADE --to-ports 80-90 --random",
        "-j MASQUERADE --random --random-fully",
        "-j NOTRACK",
        "-j CT --notrack",
        "-g OTHER"
      })
  void ruleIsPrintedAsIptablesSavePrintsIt(String rule) {
    assertThat(ofRule(IpFamily.IPV4, rule).text()).isEqualTo(text(rule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-p ipv6-icmp -m icmp6 --icmpv6-type 1/4 -j REJECT --reject-with icmp6-port-unreachable",
        "-s fd00::/ff00:ff:: ! -d ::1/128",
        "-m conntrack --ctorigsrc fd00::1 --ctorigdst fd00::/64",
        "-p tcp -j DNAT --to-destination [fd00::1]:80",
        "-p tcp -j DNAT --to-destination fd00::1-fd00::4",
        "-p tcp -j SNAT --to-source fd00::1 --random --random-fully --persistent"
      })
  void ruleOfIpv6IsPrintedAsIp6tablesSavePrintsIt(String rule) {
    assertThat(ofRule(IpFamily.IPV6, rule).text()).isEqualTo(text(rule));
  }

  @Test
  void shorthandIsReadAsIptablesKeepsIt() {
    assertThat(rule("--src 0.0.0.0/0 -p tcp --syn --dport 80: -j REJECT"))
        .isEqualTo(
            "-p tcp -m tcp --dport 80:65535 --tcp-flags FIN,SYN,RST,ACK SYN -j REJECT --reject-with"
                + " icmp-port-unreachable");
  }

  @Test
  void countersAndRemarksAreReadOver() {
    String text =
        """
        # Generated by iptables-save v1.8.9 (nf_tables) on Sun Nov 22 20:34:36 2026
        # Warning: iptables-legacy tables present, use iptables-legacy-save to see them
        *filter
        :INPUT ACCEPT [12:3400]
        [7:420] -A INPUT -p tcp -j DROP
        COMMIT
        # Completed on Sun Nov 22 20:34:36 2026
        """;

    assertThat(IptablesRuleset.parse(IpFamily.IPV4, text).text())
        .isEqualTo("*filter\n:INPUT ACCEPT\n-A INPUT -p tcp -j DROP\nCOMMIT\n");
  }

  @Nested
  class WhatIsNotKnown {

    @Test
    void isAnErrorThatNamesLineAndRule() {
      assertThatThrownBy(() -> ofRule(IpFamily.IPV4, "-m owner --uid-owner 0 -j ACCEPT"))
          .hasMessage(
              "line 4: '-A OTHER -m owner --uid-owner 0 -j ACCEPT': no match 'owner --uid-owner 0'"
                  + " is known");
      assertThatThrownBy(() -> ofRule(IpFamily.IPV4, "-j TCPMSS --clamp-mss-to-pmtu"))
          .hasMessage(
              "line 4: '-A OTHER -j TCPMSS --clamp-mss-to-pmtu': no target and no chain 'TCPMSS'"
                  + " is known");
      assertThatThrownBy(() -> ofRule(IpFamily.IPV4, "-p tcp -m tcp --dport http"))
          .hasMessage(
              "line 4: '-A OTHER -p tcp -m tcp --dport http': --dport: 'http' is no number in"
                  + " 0-65535");
      assertThatThrownBy(() -> ofRule(IpFamily.IPV4, "-p tcp -m tcp --tcp-option 5"))
          .hasMessage(
              "line 4: '-A OTHER -p tcp -m tcp --tcp-option 5': '--tcp-option' is no option that"
                  + " is known here");
    }

    @Test
    void isKeptWhereItIsReadLeniently() {
      String rule =
          "-m owner --uid-owner 0 -m comment --comment x -m recent [unsupported revision] -j"
              + " TCPMSS --clamp-mss-to-pmtu";

      IptablesRuleset ruleset = IptablesRuleset.parseLeniently(IpFamily.IPV4, text(rule));

      assertThat(ruleset.text()).isEqualTo(text(rule));
      assertThat(ruleset.table("filter").orElseThrow().chains().get(1).rules().get(0).matches())
          .contains(new UnknownMatch("owner", "-m owner --uid-owner 0"));
    }

    @Test
    void nameInQuotesStaysInQuotes() {
      String rule = "-m \"a b\" -c -j \"c -m d\" --e";

      assertThat(IptablesRuleset.parseLeniently(IpFamily.IPV4, text(rule)).text())
          .isEqualTo(text(rule));
    }

    @Test
    void isATableThatDoesNotEnd() {
      assertThatThrownBy(() -> IptablesRuleset.parse(IpFamily.IPV4, "*nat\n:INPUT ACCEPT\n"))
          .hasMessage("the text ends within table nat: no COMMIT");
    }
  }

  private static String rule(String rule) {
    List<Rule> rules =
        ofRule(IpFamily.IPV4, rule).table("filter").orElseThrow().chains().get(1).rules();
    return rules.get(0).text();
  }

  private static IptablesRuleset ofRule(IpFamily family, String rule) {
    return IptablesRuleset.parse(family, text(rule));
  }

  private static String text(String rule) {
    return "*" + table(rule) + "\n:OUTPUT ACCEPT\n:OTHER -\n-A OTHER " + rule + "\nCOMMIT\n";
  }

  /** The table that a rule's target can stand in. */
  private static String table(String rule) {
    if (rule.contains("NOTRACK") || rule.contains("CT --notrack")) {
      return "raw";
    }
    return rule.matches(".*-j (DNAT|SNAT|MASQUERADE|REDIRECT).*") ? "nat" : "filter";
  }
}
