package io.kubenet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTest {

  private static final Packet SYN =
      Packet.first(Protocol.TCP, IpPort.of("10.244.1.5:40000"), IpPort.of("10.96.0.20:80"));

  @Test
  void printsItsEnds() {
    assertThat(SYN).hasToString("TCP 10.244.1.5:40000 -> 10.96.0.20:80");
  }

  @Test
  void anErrorPrintsWhatItIsAbout() {
    Packet error =
        new Packet(
            Protocol.ICMP,
            IpAddress.of("192.168.0.11"),
            0,
            SYN.source(),
            0,
            IcmpMessage.error(3, 3, SYN));

    assertThat(error)
        .hasToString(
            "ICMP 192.168.0.11 -> 10.244.1.5 type 3 code 3 about TCP 10.244.1.5:40000 ->"
                + " 10.96.0.20:80");
  }

  @Test
  void aReversedPacketGoesHome() {
    Packet reply = SYN.reversed(TcpSegment.SYN_ACK);

    assertThat(reply).hasToString("TCP 10.96.0.20:80 -> 10.244.1.5:40000");
    assertThat(reply.payload()).hasToString("SYN,ACK");
  }

  @Test
  void familiesDoNotMix() {
    assertThatThrownBy(() -> SYN.withDestination(IpAddress.of("::1"), 80))
        .hasMessage("a packet from 10.244.1.5 to ::1 mixes IP families");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1:80", "[fd00::1]:80"})
  void anEndSurvivesItsText(String text) {
    assertThat(IpPort.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.1", "fd00::1:80", "10.0.0.1:", "10.0.0.1:65536", ":80", "[fd00::1]"})
  void whatIsNoEndIsRefused(String text) {
    assertThatThrownBy(() -> IpPort.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
