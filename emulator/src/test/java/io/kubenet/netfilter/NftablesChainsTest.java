package io.kubenet.netfilter;

import static io.kubenet.netfilter.NftablesNode.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.net.TcpSegment;
import io.kubenet.trace.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NftablesChainsTest {

  private static SocketBuffer request() {
    return tcp("10.244.1.5:40000", "10.96.0.10:80");
  }

  @Test
  void acceptEndsItsChainAloneAndDropEndsAll() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              chain late { type filter hook prerouting priority 10; policy accept; tcp dport 80 drop
              }
              chain early { type filter hook prerouting priority -10; policy accept; accept
              }
            }
            """);

    assertThat(node.story(Hook.PREROUTING, request()))
        .extracting(step -> step.getClass().getSimpleName())
        .containsExactly("Accepted", "Dropped");
  }

  @Test
  void chainsAreCalledInTheOrderOfTheirPriorities() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              chain third { type filter hook prerouting priority mangle + 1; mark set mark or 4
              }
              chain second { type filter hook prerouting priority mangle; mark 1 mark set mark or 2
              }
              chain first { type filter hook prerouting priority raw; mark set mark or 1
              }
            }
            """);
    SocketBuffer buffer = request();

    node.pass(Hook.PREROUTING, buffer);

    assertThat(buffer.mark()).isEqualTo(7);
  }

  @Test
  void lastChainOfAPriorityIsCalledFirst() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              chain older { type filter hook prerouting priority 0; mark 1 mark set mark or 2
              }
              chain newer { type filter hook prerouting priority 0; mark set mark or 1
              }
            }
            """);
    SocketBuffer buffer = request();

    node.pass(Hook.PREROUTING, buffer);

    assertThat(buffer.mark()).isEqualTo(3);
  }

  @Test
  void policyJudgesWhatNoRuleJudged() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              chain c { type filter hook forward priority filter; policy drop; tcp dport 81 accept
              }
            }
            """);

    Judgement judgement = node.pass(Hook.FORWARD, request());

    assertThat(((Judgement.Dropped) judgement).rule())
        .hasValueSatisfying(rule -> assertThat(rule).hasToString("ip t c policy"));
  }

  /** After a goto, the end of a chain returns to where the last jump was. */
  @ParameterizedTest
  @CsvSource({
    "jump a, return, 1",
    "jump a, goto b, 1",
    "goto a, return, 8",
    "goto a, goto b, 8",
    "jump a, accept, 8",
    "jump a, continue, 3"
  })
  void jumpComesBackAndGotoDoesNot(String first, String second, int mark) {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              chain b { }
              chain a {
                %s
                mark set mark or 2
              }
              chain c {
                type filter hook prerouting priority 0; policy accept;
                mark set 8
                mark set mark & 0x8 %s
                mark set mark & 0x2 mark set mark or 1
              }
            }
            """
                .formatted(second, first));
    SocketBuffer buffer = request();

    node.pass(Hook.PREROUTING, buffer);

    assertThat(buffer.mark()).isEqualTo(mark);
  }

  @Test
  void verdictMapLeadsToTheChainOfAKey() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              map services { type ipv4_addr . inet_proto . inet_service : verdict
                elements = { 10.96.0.10 . tcp . 80 : goto web, 10.96.0.10 . udp . 80 : drop }
              }
              chain web { mark set 5
              }
              chain c {
                type filter hook prerouting priority 0; policy accept;
                ip daddr . meta l4proto . th dport vmap @services
                mark set 6
              }
            }
            """);
    SocketBuffer served = request();
    SocketBuffer other = tcp("10.244.1.5:40000", "10.96.0.10:81");

    node.pass(Hook.PREROUTING, served);
    node.pass(Hook.PREROUTING, other);

    assertThat(served.mark()).isEqualTo(5);
    assertThat(other.mark()).isEqualTo(6);
    assertThat(
            node.pass(Hook.PREROUTING, NftablesNode.udp("10.244.1.5:40000", "10.96.0.10:80"))
                .isAccepted())
        .isFalse();
  }

  @Test
  void randomNumbersHaveTheWeightsOfTheKernel() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              chain nat {
                type nat hook prerouting priority dstnat; policy accept;
                meta l4proto tcp dnat ip addr . port to numgen random mod 3 map { \
            0 : 10.244.1.7 . 8080, 1 : 10.244.2.8 . 8081, 2 : 10.244.2.9 . 8082 }
              }
            }
            """);

    List<Exploration.Way<String>> ways =
        node.everyWay(Hook.PREROUTING, buffer -> buffer.packet().destinationEnd().toString());

    assertThat(ways)
        .containsExactly(
            new Exploration.Way<>("10.244.1.7:8080", Fraction.of(1431655766, 1L << 32)),
            new Exploration.Way<>("10.244.2.8:8081", Fraction.of(1431655765, 1L << 32)),
            new Exploration.Way<>("10.244.2.9:8082", Fraction.of(1431655765, 1L << 32)));
  }

  @Test
  void incrementalNumbersGoRound() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              chain c {
                type filter hook prerouting priority 0; policy accept;
                mark set numgen inc mod 2 offset 3
              }
            }
            """);

    for (int expected : new int[] {3, 4, 3}) {
      SocketBuffer buffer = request();
      node.pass(Hook.PREROUTING, buffer);
      assertThat(buffer.mark()).isEqualTo(expected);
    }
  }

  @Test
  void translationIsTakenBackForTheReply() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              chain pre { type nat hook prerouting priority dstnat; tcp dport 80 dnat to 10.244.2.8:8080
              }
              chain post { type nat hook postrouting priority srcnat; ct status dnat masquerade fully-random
              }
            }
            """);
    SocketBuffer request = request();
    node.pass(Hook.PREROUTING, request);
    request.leaveBy("eth0");
    node.pass(Hook.POSTROUTING, request);
    assertThat(request.packet().source()).hasToString("192.168.0.11");
    assertThat(request.packet().destinationEnd()).hasToString("10.244.2.8:8080");

    SocketBuffer reply =
        SocketBuffer.received(request.packet().reversed(TcpSegment.SYN_ACK), "eth0");
    node.pass(Hook.PREROUTING, reply);
    reply.leaveBy("cni0");
    node.pass(Hook.POSTROUTING, reply);

    assertThat(reply.packet()).hasToString("TCP 10.96.0.10:80 -> 10.244.1.5:40000");
  }

  /** SEEN_REPLY, CONFIRMED, SRC_NAT_DONE and DST_NAT_DONE: a status is compared as a whole. */
  @Test
  void statusTellsThatAConnectionWasAnsweredByAResetAndNeedsNoTranslation() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              chain pre { type nat hook prerouting priority dstnat; }
              chain post { type nat hook postrouting priority srcnat; }
              chain late { type filter hook postrouting priority 200; ct status == 0x18a meta mark set 7
              }
            }
            """);
    SocketBuffer request = request();
    node.pass(Hook.PREROUTING, request);
    request.leaveBy("eth0");
    node.pass(Hook.POSTROUTING, request);

    SocketBuffer reply =
        SocketBuffer.received(request.packet().reversed(TcpSegment.RST_ACK), "eth0");
    node.pass(Hook.PREROUTING, reply);
    reply.leaveBy("cni0");
    node.pass(Hook.POSTROUTING, reply);

    assertThat(request.mark()).isZero();
    assertThat(reply.mark()).isEqualTo(7);
  }

  @Test
  void storyTellsTheChoiceAndItsProbability() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip kube-proxy {
              chain service { meta l4proto tcp dnat ip to numgen random mod 1 map { 0 : 10.244.1.7 . 80 }
              }
              chain services { ip daddr . meta l4proto . th dport vmap { 10.96.0.10 . tcp . 80 : goto service }
              }
              chain nat { type nat hook prerouting priority dstnat; jump services
              }
            }
            """);

    assertThat(node.story(Hook.PREROUTING, request()))
        .extracting(NftablesChainsTest::shown)
        .containsExactly(
            "ip kube-proxy services #1 service",
            "ip kube-proxy service #1 10.244.1.7 . 80 1",
            "ip kube-proxy service #1 TCP 10.244.1.5:40000 -> 10.244.1.7:80");
  }

  private static String shown(Step step) {
    if (step instanceof Step.Matched matched) {
      String probability = matched.probability().map(chance -> " " + chance).orElse("");
      return matched.rule() + " " + matched.target() + probability;
    }
    Step.Translated translated = (Step.Translated) step;
    return translated.rule().orElseThrow() + " " + translated.after();
  }
}
