package io.kubenet.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IptablesRulesTest {

  private static final Packet WEB =
      Packet.first(Protocol.TCP, IpPort.of("10.244.1.5:40000"), IpPort.of("192.168.0.250:80"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-s 10.244.1.0/24",
        "! -s 10.244.2.0/24",
        "-s 10.0.1.0/255.0.255.0",
        "-d 192.168.0.250/32",
        "-i cni0",
        "-i cni+ -o eth+",
        "! -i eth0",
        "-p tcp",
        "! -p udp",
        "! -f",
        "-p tcp -m tcp --sport 40000 --dport 79:81",
        "-p tcp -m tcp ! --dport 81",
        "-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN",
        "-p tcp -m tcp ! --tcp-flags ACK ACK",
        "-p tcp -m multiport --dports 1:79,80",
        "-p tcp -m multiport --ports 40000",
        "-p tcp -m multiport ! --sports 80",
        "-m mark --mark 0x0",
        "-m mark ! --mark 0x4000/0x4000",
        "-m connmark --mark 0x0/0xff",
        "-m state --state NEW",
        "-m conntrack --ctorigsrc 10.244.1.0/24 --ctorigdstport 80 --ctdir ORIGINAL",
        "-m conntrack --ctproto 6 --ctrepldst 10.244.1.5",
        "-m conntrack ! --ctstatus NONE",
        "-m conntrack ! --ctstatus CONFIRMED",
        "-m addrtype --src-type UNICAST --dst-type UNICAST",
        "-m addrtype ! --dst-type LOCAL,BROADCAST",
        "-m iprange --src-range 10.244.1.1-10.244.1.9",
        "-m statistic --mode random --probability 1.00000000000",
        "-m statistic --mode nth --every 2 --packet 0",
        "-m limit --limit 1/hour",
        "-m recent --set --name X",
        "-m recent ! --rcheck --name X",
        "-m nfacct --nfacct-name x -m comment --comment x"
      })
  void ruleMatches(String rule) {
    assertThat(TestNode.dropping(rule).lets(WEB)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "! -s 10.244.1.0/24",
        "-s 10.0.2.0/255.0.255.0",
        "-i eth0",
        "-p udp",
        "-p esp",
        "-f",
        "-p tcp -m tcp --dport 81:90",
        "-p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN",
        "-p udp -m udp --dport 80",
        "-p tcp -m multiport --dports 40000",
        "-m mark --mark 0x4000/0x4000",
        "-m state --state ESTABLISHED,RELATED",
        "-m conntrack --ctstate SNAT,DNAT",
        "-m conntrack --ctstatus NONE",
        "-m conntrack --ctdir REPLY",
        "-m addrtype --dst-type LOCAL",
        "-m iprange ! --dst-range 192.168.0.1-192.168.0.255",
        "-m statistic --mode random --probability 0.00000000000",
        "-m statistic --mode nth --every 2 --packet 1",
        "-m recent --rcheck --name X",
        "-m recent --update --name X",
        "-m recent --remove --name X"
      })
  void ruleDoesNotMatch(String rule) {
    assertThat(TestNode.dropping(rule).lets(WEB)).isTrue();
  }

  @Test
  void limitLetsABurstThroughAndThenItsRate() {
    TestNode node = TestNode.dropping("-m limit --limit 1/sec --limit-burst 2");

    assertThat(IntStream.range(0, 3).filter(i -> node.lets(WEB)).count()).isEqualTo(1);
    node.waitFor(Duration.ofSeconds(1));
    assertThat(node.lets(WEB)).isFalse();
    assertThat(node.lets(WEB)).isTrue();
  }

  @Test
  void recentAddressIsForgottenAfterItsSeconds() {
    TestNode node =
        TestNode.ofRules(
            """
            *filter
            :FORWARD ACCEPT
            -A FORWARD -m recent --rcheck --seconds 10 --reap --name X -j DROP
            -A FORWARD -m recent --set --name X
            COMMIT
            """);

    assertThat(node.lets(WEB)).isTrue();
    node.waitFor(Duration.ofSeconds(10));
    assertThat(node.lets(WEB)).isFalse();
    node.waitFor(Duration.ofNanos(1));
    assertThat(node.lets(WEB)).isTrue();
  }

  @Test
  void chainReturnsToWhereItWasJumpedFromAndAGotoFurther() {
    TestNode node =
        TestNode.ofRules(
            """
            *filter
            :FORWARD DROP
            :A -
            :B -
            -A FORWARD -j A
            -A FORWARD -p tcp -j ACCEPT
            -A A -g B
            -A A -j DROP
            -A B -p tcp -j RETURN
            -A B -j DROP
            COMMIT
            """);

    assertThat(node.lets(WEB)).isTrue();
    assertThat(node.lets(Packet.first(Protocol.UDP, WEB.sourceEnd(), WEB.destinationEnd())))
        .isFalse();
  }

  @Test
  void markIsCopiedToTheConnectionAndBack() {
    TestNode node =
        TestNode.ofRules(
            """
            *mangle
            :PREROUTING ACCEPT
            :FORWARD ACCEPT
            -A PREROUTING -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff
            -A FORWARD -i cni0 -j MARK --set-xmark 0x1234/0xffff
            -A FORWARD -i cni0 -j CONNMARK --save-mark --nfmask 0xff --ctmask 0xff
            COMMIT
            """);
    Packet sent = node.outward(WEB);
    SocketBuffer reply =
        SocketBuffer.received(sent.reversed(io.kubenet.net.TcpSegment.SYN_ACK), "eth0");

    node.forward(reply);

    assertThat(reply.mark()).isEqualTo(0x34);
  }

  @Nested
  class Lookups {

    @Test
    void comparedRulesDoNotGrowWithTheNumberOfServices() {
      assertThat(visits(10)).isEqualTo(visits(1000));
    }

    @Test
    void ruleThatStandsFirstDecides() {
      TestNode node =
          TestNode.ofRules(
              """
              *filter
              :FORWARD ACCEPT
              -A FORWARD -p tcp -m tcp --dport 80 -j ACCEPT
              -A FORWARD -d 192.168.0.250/32 -p tcp -m tcp --dport 80 -j DROP
              -A FORWARD -d 192.168.0.250/32 -p tcp -m tcp --dport 81 -j DROP
              -A FORWARD -p tcp -m tcp --dport 81 -j ACCEPT
              COMMIT
              """);

      assertThat(node.lets(WEB)).isTrue();
      assertThat(node.lets(WEB.withDestination(WEB.destination(), 81))).isFalse();
    }

    private long visits(int services) {
      StringBuilder rules = new StringBuilder("*filter\n:FORWARD ACCEPT\n");
      for (int i = 0; i < services; i++) {
        rules.append(
            "-A FORWARD -d 10.96.%d.%d/32 -p tcp -m tcp --dport 80 -j DROP\n"
                .formatted(i / 256, i % 256));
      }
      rules.append("-A FORWARD -d 192.168.0.250/32 -p tcp -m tcp --dport 80 -j DROP\nCOMMIT\n");
      TestNode node = TestNode.ofRules(rules.toString());
      assertThat(node.lets(WEB)).isFalse();
      return node.netfilter().ruleVisits();
    }
  }

  @Nested
  class WhatIsNotModelled {

    private Judgement judge(String rules, Packet packet) {
      String text = "*filter\n:FORWARD ACCEPT\n" + rules + "\nCOMMIT\n";
      Program program =
          ProgramCompiler.checked(
              HostRules.of(IptablesRuleset.parseLeniently(IpFamily.IPV4, text)));
      Circumstances circumstances =
          Circumstances.unrecorded(new io.kubenet.chance.choice.SeededChance(1), Duration.ZERO);
      return new Netfilter(program, new TestHost())
          .pass(Hook.FORWARD, SocketBuffer.received(packet, "cni0"), circumstances);
    }

    @Test
    void leavesUndecidedWhatHangsOnIt() {
      assertThat(judge("-A FORWARD -p tcp -m string --string x --algo bm -j DROP", WEB))
          .isInstanceOfSatisfying(
              Judgement.Undecided.class,
              undecided ->
                  assertThat(undecided.unknown()).isEqualTo("-m string --string x --algo bm"));
      assertThat(judge("-A FORWARD -m set --match-set x src -j DROP", WEB))
          .isInstanceOf(Judgement.Undecided.class);
      assertThat(
              judge(
                  "-A FORWARD -m recent --set --name x\n"
                      + "-A FORWARD -m recent --rcheck --rttl --name x -j DROP",
                  WEB))
          .isInstanceOf(Judgement.Undecided.class);
      assertThat(judge("-A FORWARD -j NFQUEUE --queue-num 1", WEB))
          .isInstanceOf(Judgement.Undecided.class);
    }

    @Test
    void decidesWhatDoesNotHangOnIt() {
      assertThat(judge("-A FORWARD -p udp -m string --string x --algo bm -j DROP", WEB))
          .isEqualTo(Judgement.Accepted.ACCEPTED);
      assertThat(judge("-A FORWARD -m string --string x --algo bm", WEB))
          .isEqualTo(Judgement.Accepted.ACCEPTED);
    }

    @Test
    void jumpsInACircleAreRefused() {
      String rules =
          "*filter\n:FORWARD ACCEPT\n:A -\n:B -\n-A FORWARD -j A\n-A A -j B\n-A B -j A\nCOMMIT\n";

      assertThatThrownBy(() -> TestNode.ofRules(rules))
          .hasMessage(
              "line 5: '-A FORWARD -j A': jumps nest deeper than 16 chains, or come back to where"
                  + " they started");
    }
  }
}
