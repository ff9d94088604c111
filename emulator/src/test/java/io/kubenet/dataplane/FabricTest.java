package io.kubenet.dataplane;

import static io.kubenet.dataplane.SmallCluster.CLIENT;
import static io.kubenet.dataplane.SmallCluster.FAR_AWAY;
import static io.kubenet.dataplane.SmallCluster.NODE_1;
import static io.kubenet.dataplane.SmallCluster.OUTSIDE;
import static io.kubenet.dataplane.SmallCluster.WEB_1;
import static io.kubenet.dataplane.SmallCluster.ping;
import static io.kubenet.dataplane.SmallCluster.pod;
import static io.kubenet.dataplane.SmallCluster.tcp;
import static io.kubenet.dataplane.SmallCluster.udp;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.trace.TraceText;
import io.kubenet.trace.Verdict;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FabricTest {

  @Test
  void podReachesAPodOfAnotherNodeByBothNodes() {
    Exchange exchange = tcp(CLIENT, "10.244.2.8:80");

    assertThat(TraceText.of(exchange.request().orElseThrow(), ""))
        .isEqualTo(
            """
            pod default/client
              routed      via 10.244.1.1 dev eth0
            node1
              routed      10.244.2.0/24 via node2
            node2
              routed      10.244.2.0/24 dev cni0
            pod default/web-2
              delivered   to pod default/web-2\
            """);
    assertThat(TraceText.of(exchange.reply().orElseThrow(), ""))
        .isEqualTo(
            """
            pod default/web-2
              routed      via 10.244.2.1 dev eth0
            node2
              routed      10.244.1.0/24 via node1
            node1
              routed      10.244.1.0/24 dev cni0
            pod default/client
              delivered   to pod default/client\
            """);
  }

  @Test
  void podReachesAPodOfItsOwnNodeOverTheBridge() {
    Exchange exchange = tcp(CLIENT, "10.244.1.7:80");

    assertThat(exchange.served())
        .contains(
            new Exchange.Served(WEB_1, IpPort.of("10.244.1.7:80"), IpAddress.of("10.244.1.50")));
    assertThat(TraceText.of(exchange.request().orElseThrow(), ""))
        .isEqualTo(
            """
            pod default/client
              routed      10.244.1.0/24 dev eth0
            node1
            pod default/web-1
              delivered   to pod default/web-1\
            """);
  }

  @Test
  void nodeReachesItsPodsFromItsBridgesAddress() {
    Exchange own = tcp(NODE_1, "10.244.1.7:80");
    Exchange remote = tcp(NODE_1, "[fd00:10:244:2::8]:80");

    assertThat(own.served().orElseThrow().client()).hasToString("10.244.1.1");
    assertThat(remote.served().orElseThrow().client()).hasToString("fd00:192::11");
  }

  @Nested
  class WhatIsNotServed {

    @ParameterizedTest
    @CsvSource({
      "10.244.2.8:81, REFUSED, pod default/web-2 does not listen on TCP 10.244.2.8:81",
      "10.244.2.99:80, HOST_UNREACHABLE, no host on the link answers for 10.244.2.99",
      "10.244.1.99:80, HOST_UNREACHABLE, no host on the link answers for 10.244.1.99",
      "192.168.0.12:80, REFUSED, node2 does not listen on TCP 192.168.0.12:80",
      "192.168.0.99:80, HOST_UNREACHABLE, no host on the link answers for 192.168.0.99",
      "198.51.100.1:80, TIMED_OUT, 'the gateway drops packets for 198.51.100.1, which no host has'",
      "[fd00:10:244:2::99]:80, HOST_UNREACHABLE, no host on the link answers for fd00:10:244:2::99"
    })
    void endsAsLinuxEndsIt(String target, Verdict verdict, String because) {
      Exchange exchange = tcp(CLIENT, target);

      assertThat(exchange.outcome().verdict()).isEqualTo(verdict);
      assertThat(exchange.outcome().because()).isEqualTo(because);
    }

    @Test
    void datagramIsRefusedByAnIcmpError() {
      assertThat(udp(CLIENT, "10.244.2.8:81").outcome().verdict()).isEqualTo(Verdict.REFUSED);
      assertThat(udp(CLIENT, "[fd00:10:244:2::8]:81").outcome().verdict())
          .isEqualTo(Verdict.REFUSED);
    }

    @Test
    void datagramsSenderIsNotToldOfASoftError() {
      assertThat(udp(CLIENT, "10.244.2.99:80").outcome().verdict()).isEqualTo(Verdict.TIMED_OUT);
    }
  }

  @Nested
  class Outside {

    @Test
    void hostOnTheSegmentReachesNodesAndNobodyElse() {
      assertThat(tcp(OUTSIDE, "192.168.0.11:80").outcome().verdict()).isEqualTo(Verdict.REFUSED);
      assertThat(tcp(OUTSIDE, "10.244.1.7:80").outcome().verdict())
          .isEqualTo(Verdict.NETWORK_UNREACHABLE);
    }

    @Test
    void hostBehindTheGatewayReachesNodes() {
      assertThat(tcp(FAR_AWAY, "192.168.0.11:80").outcome().verdict()).isEqualTo(Verdict.REFUSED);
      assertThat(tcp(FAR_AWAY, "10.244.1.7:80").outcome().verdict()).isEqualTo(Verdict.TIMED_OUT);
    }

    @Test
    void nodeThatHasAPacketFromOutsideDoesNotGetItBack() {
      Exchange exchange = udp(OUTSIDE, "198.51.100.1:80", "node1");

      assertThat(exchange.outcome().because())
          .isEqualTo("the gateway drops packets for 198.51.100.1, which no host has");
    }

    @Test
    void replyToAPodThatWasNotMasqueradedGetsLost() {
      Exchange exchange = tcp(CLIENT, "203.0.113.9:443");

      assertThat(exchange.outcome().verdict()).isEqualTo(Verdict.TIMED_OUT);
      assertThat(exchange.outcome().because())
          .isEqualTo(
              "the reply was lost: the gateway drops packets for 10.244.1.50, which no host has");
    }

    @Test
    void nodeReachesAHostBehindTheGateway() {
      Exchange exchange = tcp(NODE_1, "203.0.113.9:443");

      assertThat(exchange.served().orElseThrow().by()).isEqualTo(FAR_AWAY);
    }
  }

  @Nested
  class Ping {

    @Test
    void podsAndNodesAnswer() {
      assertThat(ping(CLIENT, "10.244.2.8").served().orElseThrow().by()).isEqualTo(pod("web-2"));
      assertThat(ping(CLIENT, "192.168.0.11").served().orElseThrow().by()).isEqualTo(NODE_1);
      assertThat(ping(NODE_1, "127.0.0.1").outcome().verdict()).isEqualTo(Verdict.ESTABLISHED);
    }

    @Test
    void addressThatNobodyHasIsUnreachable() {
      assertThat(ping(CLIENT, "10.244.2.99").outcome().verdict())
          .isEqualTo(Verdict.HOST_UNREACHABLE);
    }
  }
}
