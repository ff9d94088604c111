package io.kubenet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "10.244.1.7, 10.244.1.7",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "fd00:10:244:1::7, fd00:10:244:1::7",
    "FD00:0010:0244:0001:0:0:0:0007, fd00:10:244:1::7",
    "::, ::",
    "::1, ::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1"
  })
  void printsTheCanonicalText(String text, String canonical) {
    assertThat(IpAddress.of(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0", "10.0.0.256", "10.0.0.1/8", "web", "fd00::1::2", "[::1]"})
  void whatIsNoAddressIsRefusedByName(String text) {
    assertThatThrownBy(() -> IpAddress.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is no IP address");
  }

  @Property
  void everyIpv4AddressSurvivesItsText(@ForAll int bits) {
    IpAddress address = IpAddress.ipv4(Integer.toUnsignedLong(bits));

    assertThat(IpAddress.of(address.toString())).isEqualTo(address);
  }

  @Property
  void everyIpv6AddressSurvivesItsBytes(@ForAll long high, @ForAll long low) {
    IpAddress address = new IpAddress(IpFamily.IPV6, high, low);

    assertThat(IpAddress.ofBytes(address.bytes())).isEqualTo(address);
  }

  @Property
  void goingForthAndBackEndsWhereItBegan(
      @ForAll long high, @ForAll long low, @ForAll @LongRange(min = -Long.MAX_VALUE) long offset) {
    IpAddress address = new IpAddress(IpFamily.IPV6, high, low);

    assertThat(address.plus(offset).plus(-offset)).isEqualTo(address);
  }

  @Test
  void addressesAreOrderedAsNumbers() {
    assertThat(IpAddress.of("10.0.0.2")).isLessThan(IpAddress.of("10.0.0.10"));
    assertThat(IpAddress.of("fd00::1")).isLessThan(IpAddress.of("fe80::1"));
    assertThat(IpAddress.of("255.255.255.255")).isLessThan(IpAddress.of("::"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.255.0.9", "::1"})
  void loopbackIsTheWholeBlockInIpv4AndOneAddressInIpv6(String text) {
    assertThat(IpAddress.of(text).isLoopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"128.0.0.1", "::2", "10.0.0.1"})
  void otherAddressesAreNotLoopback(String text) {
    assertThat(IpAddress.of(text).isLoopback()).isFalse();
  }

  @Test
  void knowsMulticastLinkLocalAndUnspecified() {
    assertThat(IpAddress.of("224.0.0.1").isMulticast()).isTrue();
    assertThat(IpAddress.of("ff02::1").isMulticast()).isTrue();
    assertThat(IpAddress.of("169.254.20.10").isLinkLocal()).isTrue();
    assertThat(IpAddress.of("fe80::1").isLinkLocal()).isTrue();
    assertThat(IpAddress.of("fec0::1").isLinkLocal()).isFalse();
    assertThat(IpAddress.of("::").isUnspecified()).isTrue();
  }
}
