package io.kubenet.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.net.TcpSegment;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.trace.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceRulesTest {

  private static final String RULES =
      """
      *nat
      :PREROUTING ACCEPT
      :POSTROUTING ACCEPT
      :KUBE-MARK-MASQ -
      :KUBE-POSTROUTING -
      :KUBE-SEP-A -
      :KUBE-SEP-B -
      :KUBE-SEP-C -
      :KUBE-SERVICES -
      :KUBE-SVC-WEB -
      -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
      -A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
      -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
      -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
      -A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
      -A KUBE-POSTROUTING -j MASQUERADE --random-fully
      -A KUBE-SEP-A -s 10.244.1.7/32 -j KUBE-MARK-MASQ
      -A KUBE-SEP-A -p tcp -m tcp -j DNAT --to-destination 10.244.1.7:8080
      -A KUBE-SEP-B -p tcp -m tcp -j DNAT --to-destination 10.244.2.8:8080
      -A KUBE-SEP-C -p tcp -m tcp -j DNAT --to-destination 10.244.2.9:8080
      -A KUBE-SERVICES -d 10.96.0.10/32 -p tcp -m comment --comment "shop/web cluster IP" -m tcp --dport 80 -j KUBE-SVC-WEB
      -A KUBE-SERVICES -d 10.96.0.11/32 -p tcp -m comment --comment "shop/db cluster IP" -m tcp --dport 80 -j KUBE-SEP-C
      -A KUBE-SVC-WEB -m statistic --mode random --probability 0.33333333349 -j KUBE-SEP-A
      -A KUBE-SVC-WEB -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-B
      -A KUBE-SVC-WEB -j KUBE-SEP-C
      COMMIT
      """;

  private final Netfilter node =
      new Netfilter(
          ProgramCompiler.checked(HostRules.of(IptablesRuleset.parse(IpFamily.IPV4, RULES))),
          new TestHost());

  @Test
  void clusterIpIsTranslatedToEachEndpointWithTheKernelsProbability() {
    List<Exploration.Way<String>> ways =
        Exploration.everyWay(
            chance -> {
              SocketBuffer buffer = fromPod("10.244.1.5:40000", "10.96.0.10:80");
              node.overlay().pass(Hook.PREROUTING, buffer, at(chance, 0));
              return buffer.packet().destinationEnd().toString();
            });

    Fraction first = Fraction.of(715827883, 1L << 31);
    Fraction rest = Fraction.of(1, 2).times(Fraction.ONE.minus(first));
    assertThat(ways)
        .containsExactly(
            new Exploration.Way<>("10.244.1.7:8080", first),
            new Exploration.Way<>("10.244.2.8:8080", rest),
            new Exploration.Way<>("10.244.2.9:8080", rest));
  }

  @Test
  void replyComesBackFromTheClusterIp() {
    Chance chance = new SeededChance(1);
    SocketBuffer request = fromPod("10.244.1.5:40000", "10.96.0.11:80");
    node.pass(Hook.PREROUTING, request, at(chance, 0));
    request.leaveBy("eth0");
    node.pass(Hook.FORWARD, request, at(chance, 0));
    node.pass(Hook.POSTROUTING, request, at(chance, 0));
    assertThat(request.packet()).hasToString("TCP 10.244.1.5:40000 -> 10.244.2.9:8080");

    SocketBuffer reply =
        SocketBuffer.received(request.packet().reversed(TcpSegment.SYN_ACK), "eth0");
    node.pass(Hook.PREROUTING, reply, at(chance, 1));
    reply.leaveBy("cni0");
    node.pass(Hook.POSTROUTING, reply, at(chance, 1));

    assertThat(reply.packet()).hasToString("TCP 10.96.0.11:80 -> 10.244.1.5:40000");
    assertThat(node.connections(Duration.ofSeconds(1))).hasSize(1);
  }

  @Test
  void hairpinIsMasqueradedToTheBridge() {
    Chance chance = new SeededChance(1);
    SocketBuffer buffer;
    int port = 40000;
    do {
      buffer = fromPod("10.244.1.7:" + port++, "10.96.0.10:80");
      node.pass(Hook.PREROUTING, buffer, at(chance, 0));
    } while (!buffer.packet().destination().toString().equals("10.244.1.7"));
    buffer.leaveBy("cni0");

    Judgement judgement = node.pass(Hook.POSTROUTING, buffer, at(chance, 0));

    assertThat(judgement.isAccepted()).isTrue();
    assertThat(buffer.packet().source()).hasToString("10.244.1.1");
    assertThat(buffer.mark()).isZero();
  }

  @Test
  void storyHoldsTheServiceTheChoiceAndTheTranslation() {
    List<Step> steps = new ArrayList<>();

    Exploration.everyWay(
        chance -> {
          steps.clear();
          SocketBuffer sent = fromPod("10.244.1.5:40000", "10.96.0.10:80");
          return node.overlay()
              .pass(
                  Hook.PREROUTING, sent, Circumstances.recorded(chance, Duration.ZERO, steps::add));
        });

    assertThat(steps)
        .extracting(ServiceRulesTest::shown)
        .containsExactly(
            "nat KUBE-SERVICES #1  /* shop/web cluster IP */ KUBE-SVC-WEB 1",
            "nat KUBE-SVC-WEB #3 KUBE-SEP-C 1431655765/4294967296",
            "nat KUBE-SEP-C #1 TCP 10.244.1.5:40000 -> 10.244.2.9:8080");
  }

  private static String shown(Step step) {
    if (step instanceof Step.Matched matched) {
      return matched.rule()
          + " "
          + matched.target()
          + " "
          + matched.probability().orElse(Fraction.ONE);
    }
    Step.Translated translated = (Step.Translated) step;
    return translated.rule().orElseThrow() + " " + translated.after();
  }

  private static SocketBuffer fromPod(String source, String destination) {
    return SocketBuffer.received(
        Packet.first(Protocol.TCP, IpPort.of(source), IpPort.of(destination)), "cni0");
  }

  private static Circumstances at(Chance chance, int seconds) {
    return Circumstances.unrecorded(chance, Duration.ofSeconds(seconds));
  }
}
