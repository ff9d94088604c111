package io.kubenet.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.net.TcpSegment;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConntrackTest {

  private static final IpPort CLIENT = IpPort.of("10.244.1.5:40000");
  private static final IpPort SERVER = IpPort.of("192.168.0.250:80");

  private static Packet tcp(TcpSegment segment) {
    return Packet.first(Protocol.TCP, CLIENT, SERVER).withPayload(segment);
  }

  private static Packet answer(TcpSegment segment) {
    return Packet.first(Protocol.TCP, SERVER, CLIENT).withPayload(segment);
  }

  private static Packet udp() {
    return Packet.first(Protocol.UDP, CLIENT, SERVER);
  }

  private static Packet udpAnswer() {
    return Packet.first(Protocol.UDP, SERVER, CLIENT);
  }

  private static TestNode droppingState(String state) {
    return TestNode.dropping("-m conntrack --ctstate " + state);
  }

  @Nested
  class States {

    @Test
    void firstPacketIsNewUntilItIsAnswered() {
      TestNode node = TestNode.dropping("-m conntrack ! --ctstate NEW");

      assertThat(node.lets(tcp(TcpSegment.SYN))).isTrue();
      assertThat(node.lets(tcp(TcpSegment.SYN))).isTrue();
      assertThat(node.lets(udp())).isTrue();
      assertThat(node.lets(udp())).isTrue();
    }

    @Test
    void answerAndAllThatFollowsIsEstablished() {
      TestNode node = TestNode.dropping("-m conntrack --ctstate ESTABLISHED");

      node.outward(tcp(TcpSegment.SYN));

      assertThat(node.lets(answer(TcpSegment.SYN_ACK))).isFalse();
      assertThat(node.lets(tcp(TcpSegment.ACK))).isFalse();
    }

    @Test
    void droppedPacketLeavesNoConnection() {
      TestNode node = droppingState("NEW");

      node.lets(tcp(TcpSegment.SYN));

      assertThat(node.connections()).isEmpty();
    }

    @Test
    void segmentThatOpensNothingIsInvalid() {
      TestNode node = droppingState("INVALID");

      assertThat(node.lets(tcp(TcpSegment.SYN_ACK))).isFalse();
      assertThat(node.lets(tcp(TcpSegment.RST))).isFalse();
      assertThat(node.lets(tcp(new TcpSegment(TcpSegment.SYN_FLAG | TcpSegment.FIN)))).isFalse();
    }

    @Test
    void acknowledgementInTheMiddleTakesAConnectionUp() {
      TestNode node = droppingState("INVALID");

      assertThat(node.lets(tcp(TcpSegment.ACK))).isTrue();
      assertThat(node.connections()).hasSize(1);
    }

    @Test
    void errorAboutAConnectionIsRelatedToIt() {
      TestNode node = TestNode.dropping("-m conntrack --ctstate RELATED");
      node.outward(udp());
      IpAddress router = IpAddress.of("192.168.0.1");
      Packet error =
          new Packet(Protocol.ICMP, router, 0, CLIENT.address(), 0, IcmpMessage.error(3, 1, udp()));

      assertThat(node.forward(SocketBuffer.received(error, "eth0")).isAccepted()).isFalse();
    }

    @Test
    void errorAboutNothingThatIsKnownIsInvalid() {
      TestNode node = droppingState("INVALID");
      Packet error =
          new Packet(
              Protocol.ICMP,
              SERVER.address(),
              0,
              CLIENT.address(),
              0,
              IcmpMessage.error(3, 3, udp()));

      assertThat(node.lets(error)).isFalse();
    }

    @Test
    void echoIsAConnectionByItsIdentifier() {
      TestNode node = TestNode.dropping("-m conntrack --ctstate NEW,INVALID");
      Packet reply =
          new Packet(
              Protocol.ICMP,
              SERVER.address(),
              0,
              CLIENT.address(),
              0,
              IcmpMessage.echoReply(IpFamily.IPV4, 7));

      assertThat(node.lets(reply)).isFalse();
    }

    @Test
    void whatIsNotTrackedHasAStateOfItsOwn() {
      TestNode node =
          TestNode.ofRules(
              """
              *raw
              :PREROUTING ACCEPT
              -A PREROUTING -p udp -j CT --notrack
              COMMIT
              *filter
              :FORWARD ACCEPT
              -A FORWARD -m conntrack --ctstate UNTRACKED -j DROP
              COMMIT
              """);

      assertThat(node.lets(udp())).isFalse();
      assertThat(node.lets(tcp(TcpSegment.SYN))).isTrue();
      assertThat(node.connections()).hasSize(1);
    }
  }

  @Nested
  class Time {

    private final TestNode node = TestNode.dropping("-p icmp");

    @Test
    void datagramIsForgottenAfterThirtySeconds() {
      node.outward(udp());
      node.waitFor(Duration.ofSeconds(29));
      assertThat(node.connections()).hasSize(1);

      node.waitFor(Duration.ofSeconds(1));

      assertThat(node.connections()).isEmpty();
    }

    @Test
    void streamOfDatagramsIsKeptForTwoMinutes() {
      node.outward(udp());
      node.inward(udpAnswer());
      node.waitFor(Duration.ofSeconds(3));
      node.outward(udp());
      node.waitFor(Duration.ofSeconds(119));

      assertThat(node.connections()).hasSize(1);
    }

    @Test
    void answeredDatagramIsNoStreamYet() {
      node.outward(udp());
      node.inward(udpAnswer());
      node.waitFor(Duration.ofSeconds(30));

      assertThat(node.connections()).isEmpty();
    }

    @Test
    void establishedConnectionIsKeptForFiveDays() {
      node.outward(tcp(TcpSegment.SYN));
      node.inward(answer(TcpSegment.SYN_ACK));
      node.outward(tcp(TcpSegment.ACK));
      node.waitFor(Duration.ofDays(5).minusSeconds(1));

      assertThat(node.connections()).hasSize(1);
      node.waitFor(Duration.ofSeconds(1));
      assertThat(node.connections()).isEmpty();
    }

    @Test
    void refusedConnectionIsForgottenAtOnce() {
      node.outward(tcp(TcpSegment.SYN));

      node.inward(answer(TcpSegment.RST_ACK));

      assertThat(node.connections()).isEmpty();
    }

    @Test
    void closedConnectionIsReopenedByASyn() {
      node.outward(tcp(TcpSegment.SYN));
      node.inward(answer(TcpSegment.SYN_ACK));
      node.outward(tcp(TcpSegment.ACK));
      node.outward(tcp(TcpSegment.FIN_ACK));
      node.inward(answer(TcpSegment.FIN_ACK));
      node.outward(tcp(TcpSegment.ACK));

      node.outward(tcp(TcpSegment.SYN));

      assertThat(node.connections())
          .singleElement()
          .matches(connection -> !connection.is(Connection.Status.SEEN_REPLY));
    }
  }

  @Nested
  class FullTable {

    private final TestNode node = TestNode.dropping("-p icmp").withConnectionLimit(1);

    @Test
    void oldestThatIsNotAssuredMakesRoom() {
      node.outward(udp());

      node.outward(tcp(TcpSegment.SYN));

      assertThat(node.connections())
          .extracting(connection -> connection.original().protocol())
          .containsExactly(Protocol.TCP);
    }

    @Test
    void dropsWhatWouldBeNewWhereAllAreAssured() {
      node.outward(tcp(TcpSegment.SYN));
      node.inward(answer(TcpSegment.SYN_ACK));
      node.outward(tcp(TcpSegment.ACK));

      Judgement judgement = node.forward(SocketBuffer.received(udp(), "cni0"));

      assertThat(judgement)
          .isInstanceOfSatisfying(
              Judgement.Dropped.class,
              dropped -> assertThat(dropped.cause()).hasToString("conntrack: table full"));
    }
  }

  @Test
  void overlayLeavesNothingBehind() {
    TestNode node = TestNode.dropping("-p icmp");
    Netfilter overlay = node.netfilter().overlay();
    SocketBuffer buffer = SocketBuffer.received(udp(), "cni0");
    Circumstances circumstances =
        Circumstances.unrecorded(new io.kubenet.chance.choice.SeededChance(1), Duration.ZERO);

    overlay.pass(Hook.PREROUTING, buffer, circumstances);
    overlay.pass(Hook.POSTROUTING, buffer, circumstances);

    assertThat(overlay.connections(Duration.ZERO)).hasSize(1);
    assertThat(node.connections()).isEmpty();
  }
}
