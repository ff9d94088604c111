package io.kubenet.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.net.TcpSegment;
import org.junit.jupiter.api.Test;

class NatTest {

  private static final IpPort OUTSIDE = IpPort.of("192.168.0.250:40000");

  private static TestNode nat(String... rules) {
    return TestNode.ofRules(
        "*nat\n:PREROUTING ACCEPT\n:INPUT ACCEPT\n:OUTPUT ACCEPT\n:POSTROUTING ACCEPT\n"
            + String.join("\n", rules)
            + "\nCOMMIT\n*filter\n:FORWARD ACCEPT\nCOMMIT\n");
  }

  private static Packet syn(String source, String destination) {
    return Packet.first(Protocol.TCP, IpPort.of(source), IpPort.of(destination));
  }

  @Test
  void destinationIsDecidedOnceForAConnection() {
    TestNode node =
        nat(
            "-A PREROUTING -p udp -m statistic --mode nth --every 2 --packet 0 -j DNAT"
                + " --to-destination 10.244.1.7:53",
            "-A PREROUTING -p udp -j DNAT --to-destination 10.244.1.8:53");
    Packet first = Packet.first(Protocol.UDP, OUTSIDE, IpPort.of("192.168.0.11:30053"));
    Packet other =
        Packet.first(
            Protocol.UDP, IpPort.of("192.168.0.250:40001"), IpPort.of("192.168.0.11:30053"));

    assertThat(node.inward(first)).hasToString("UDP 192.168.0.250:40000 -> 10.244.1.7:53");
    assertThat(node.inward(first)).hasToString("UDP 192.168.0.250:40000 -> 10.244.1.7:53");
    assertThat(node.inward(other)).hasToString("UDP 192.168.0.250:40001 -> 10.244.1.8:53");
  }

  @Test
  void masqueradeKeepsThePortWhereNobodyHasIt() {
    TestNode node = nat("-A POSTROUTING -o eth0 -j MASQUERADE");

    assertThat(node.outward(syn("10.244.1.5:40000", "192.168.0.250:80")))
        .hasToString("TCP 192.168.0.11:40000 -> 192.168.0.250:80");
    assertThat(node.outward(syn("10.244.1.6:40000", "192.168.0.250:81")))
        .hasToString("TCP 192.168.0.11:40000 -> 192.168.0.250:81");
    assertThat(node.outward(syn("10.244.1.6:40000", "192.168.0.250:80")).sourcePort())
        .isNotEqualTo(40000)
        .isBetween(1024, 65535);
  }

  @Test
  void privilegedPortIsReplacedByAPrivilegedOne() {
    TestNode node = nat("-A POSTROUTING -o eth0 -j MASQUERADE");
    node.outward(syn("10.244.1.5:500", "192.168.0.250:80"));

    assertThat(node.outward(syn("10.244.1.6:500", "192.168.0.250:80")).sourcePort())
        .isNotEqualTo(500)
        .isBetween(1, 511);
  }

  @Test
  void connectionWithoutARuleIsGivenAnotherPortWhereItsOwnIsTaken() {
    TestNode node = nat("-A POSTROUTING -s 10.244.1.5/32 -j SNAT --to-source 10.244.1.6");
    node.outward(syn("10.244.1.5:40000", "192.168.0.250:80"));

    Packet sent = node.outward(syn("10.244.1.6:40000", "192.168.0.250:80"));

    assertThat(sent.source()).hasToString("10.244.1.6");
    assertThat(sent.sourcePort()).isNotEqualTo(40000);
  }

  @Test
  void replyIsTranslatedBack() {
    TestNode node =
        nat(
            "-A PREROUTING -p tcp -j DNAT --to-destination 10.244.1.7:8080",
            "-A POSTROUTING -o cni0 -j MASQUERADE");
    Packet sent = node.inward(syn("192.168.0.250:40000", "192.168.0.11:30080"));
    assertThat(sent).hasToString("TCP 10.244.1.1:40000 -> 10.244.1.7:8080");

    assertThat(node.outward(sent.reversed(TcpSegment.SYN_ACK)))
        .hasToString("TCP 192.168.0.11:30080 -> 192.168.0.250:40000");
  }

  @Test
  void errorIsTranslatedOutsideAndInside() {
    TestNode node = nat("-A PREROUTING -p tcp -j DNAT --to-destination 10.244.1.7:8080");
    Packet sent = node.inward(syn("192.168.0.250:40000", "192.168.0.11:30080"));
    Packet error =
        new Packet(
            Protocol.ICMP,
            IpAddress.of("10.244.1.7"),
            0,
            OUTSIDE.address(),
            0,
            IcmpMessage.error(3, 3, sent));

    Packet received = node.outward(error);

    assertThat(received.source()).hasToString("192.168.0.11");
    assertThat(((IcmpMessage) received.payload()).about().orElseThrow())
        .hasToString("TCP 192.168.0.250:40000 -> 192.168.0.11:30080");
  }

  @Test
  void rejectionOfATranslatedPacketComesFromTheAddressThatWasAsked() {
    TestNode node =
        TestNode.ofRules(
            """
            *nat
            :PREROUTING ACCEPT
            :POSTROUTING ACCEPT
            -A PREROUTING -p tcp -j DNAT --to-destination 10.244.1.7:8080
            COMMIT
            *filter
            :FORWARD ACCEPT
            -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
            COMMIT
            """);

    Judgement judgement =
        node.forward(
            SocketBuffer.received(syn("192.168.0.250:40000", "192.168.0.11:30080"), "eth0"));

    SocketBuffer reply = ((Judgement.Rejected) judgement).reply().orElseThrow();
    node.pass(Hook.OUTPUT, reply);
    reply.leaveBy("eth0");
    node.pass(Hook.POSTROUTING, reply);
    assertThat(reply.packet()).hasToString("TCP 192.168.0.11:30080 -> 192.168.0.250:40000");
    assertThat(node.connections()).isEmpty();
  }

  @Test
  void redirectGoesToTheFirstAddressOfTheInterface() {
    TestNode node = nat("-A PREROUTING -p tcp -j REDIRECT --to-ports 8080");
    SocketBuffer buffer =
        SocketBuffer.received(syn("192.168.0.250:40000", "203.0.113.9:80"), "eth0");

    node.pass(Hook.PREROUTING, buffer);

    assertThat(buffer.packet().destinationEnd()).hasToString("192.168.0.11:8080");
  }

  @Test
  void redirectOfWhatTheHostSendsGoesToItself() {
    TestNode node = nat("-A OUTPUT -p tcp -j REDIRECT --to-ports 8080");
    SocketBuffer buffer = SocketBuffer.sent(syn("192.168.0.11:40000", "203.0.113.9:80"));

    node.pass(Hook.OUTPUT, buffer);

    assertThat(buffer.packet().destinationEnd()).hasToString("127.0.0.1:8080");
  }

  @Test
  void masqueradeByAnInterfaceWithoutAnAddressDrops() {
    TestNode node = nat("-A POSTROUTING -j MASQUERADE");
    SocketBuffer buffer =
        SocketBuffer.received(syn("10.244.1.5:40000", "192.168.0.250:80"), "cni0");
    node.pass(Hook.PREROUTING, buffer);
    buffer.leaveBy("dummy0");

    assertThat(node.pass(Hook.POSTROUTING, buffer))
        .isInstanceOfSatisfying(
            Judgement.Dropped.class,
            dropped ->
                assertThat(dropped.cause()).hasToString("interface 'dummy0' has no address"));
  }

  @Test
  void stateTellsWhichEndsAreTranslated() {
    TestNode node =
        TestNode.ofRules(
            """
            *nat
            :PREROUTING ACCEPT
            :POSTROUTING ACCEPT
            -A PREROUTING -p tcp -m tcp --dport 30080 -j DNAT --to-destination 10.244.1.7:8080
            COMMIT
            *filter
            :FORWARD ACCEPT
            -A FORWARD -m conntrack ! --ctstate DNAT -j DROP
            COMMIT
            """);

    assertThat(node.lets(syn("10.244.1.5:1", "192.168.0.11:30080"))).isTrue();
    assertThat(node.lets(syn("10.244.1.5:1", "192.168.0.11:30081"))).isFalse();
  }
}
