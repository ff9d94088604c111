package io.kubenet.ruleset.iptables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.iptables.match.RandomMatch;
import io.kubenet.ruleset.iptables.match.RecentMatch;
import io.kubenet.ruleset.iptables.target.Masquerade;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTest {

  @Test
  void addressesInterfacesAndProtocolAreListedFirst() {
    Rule rule =
        Rule.builder()
            .comment("default/web cluster IP")
            .destinationPort(Protocol.TCP, 80)
            .protocol(Protocol.TCP)
            .inInterface("cni+")
            .destination(Cidr.of("10.96.0.10/32"))
            .notSource(Cidr.of("10.244.0.0/16"))
            .jump("KUBE-MARK-MASQ");

    assertThat(rule.text())
        .isEqualTo(
            "! -s 10.244.0.0/16 -d 10.96.0.10/32 -i cni+ -p tcp -m comment --comment"
                + " \"default/web cluster IP\" -m tcp --dport 80 -j KUBE-MARK-MASQ");
    assertThat(rule.comment()).isEqualTo("default/web cluster IP");
  }

  @Test
  void addressesThatAreAllAddressesAreNotKept() {
    Rule fromAnywhere = Rule.builder().source(Cidr.of("0.0.0.0/0")).comment("open").accept();
    Rule toAnywhere = Rule.builder().protocol(Protocol.UDP).destination(Cidr.of("::/0")).accept();
    Rule fromNowhere = Rule.builder().notSource(Cidr.of("0.0.0.0/0")).accept();

    assertThat(fromAnywhere.text()).isEqualTo("-m comment --comment open -j ACCEPT");
    assertThat(toAnywhere.text()).isEqualTo("-p udp -j ACCEPT");
    assertThat(fromNowhere.text()).isEqualTo("! -s 0.0.0.0/0 -j ACCEPT");
  }

  @Test
  void probabilityIsTheOneThatTheKernelCompares() {
    assertThat(Rule.builder().match(RandomMatch.ofProbability("0.3333333333")).jump("A").text())
        .isEqualTo("-m statistic --mode random --probability 0.33333333349 -j A");
    assertThat(Rule.builder().match(RandomMatch.ofProbability("1")).accept().text())
        .isEqualTo("-m statistic --mode random --probability 1.00000000000 -j ACCEPT");
  }

  @Test
  void commentIsQuotedWhereItIsNoPlainWord() {
    assertThat(Rule.builder().comment("plain-word_1").withoutTarget().text())
        .isEqualTo("-m comment --comment plain-word_1");
    assertThat(Rule.builder().comment("tick' q\" bs\\ $").withoutTarget().text())
        .isEqualTo("-m comment --comment \"tick\\' q\\\" bs\\\\ $\"");
    assertThat(Rule.builder().comment("").withoutTarget().text())
        .isEqualTo("-m comment --comment \"\"");
  }

  @Test
  void moduleStandsWhereItWasAdded() {
    Rule rule =
        Rule.builder()
            .protocol(Protocol.TCP)
            .comment("default/web")
            .match(RecentMatch.set("KUBE-SEP-X", IpFamily.IPV6))
            .module(Protocol.TCP)
            .dnat(IpPort.of("[fd00::1]:80"));

    assertThat(rule.text())
        .isEqualTo(
            "-p tcp -m comment --comment \"default/web\" -m recent --set --name KUBE-SEP-X --mask"
                + " ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource -m tcp -j DNAT"
                + " --to-destination [fd00::1]:80");
  }

  @Test
  void conditionOfTheHeaderIsGivenOnce() {
    RuleBuilder rule = Rule.builder().source(Cidr.of("10.0.0.0/8")).source(Cidr.of("10.1.0.0/16"));

    assertThatThrownBy(rule::accept).hasMessage("'-s 10.1.0.0/16' follows '-s 10.0.0.0/8'");
  }

  @Test
  void tableListsChainsAndThenTheirRules() {
    Table table =
        new Table(
            "nat",
            List.of(
                Chain.builtin(
                    "POSTROUTING",
                    Chain.Policy.ACCEPT,
                    List.of(Rule.builder().then(Masquerade.RANDOM_FULLY))),
                Chain.user("KUBE-MARK-MASQ", List.of(Rule.builder().setMark(0x4000, 0x4000)))));

    assertThat(new IptablesRuleset(IpFamily.IPV4, List.of(table)).text())
        .isEqualTo(
            """
            *nat
            :POSTROUTING ACCEPT
            :KUBE-MARK-MASQ -
            -A POSTROUTING -j MASQUERADE --random-fully
            -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
            COMMIT
            """);
  }
}
