package io.kubenet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @Test
  void bitsBeyondThePrefixAreCleared() {
    assertThat(Cidr.of("10.244.1.77/24")).hasToString("10.244.1.0/24");
    assertThat(Cidr.of("fd00:10:244:1:ffff::9/64")).hasToString("fd00:10:244:1::/64");
    assertThat(Cidr.of("fd00::1/0")).isEqualTo(Cidr.all(IpFamily.IPV6));
  }

  @Test
  void containsItsAddressesAndNoOthers() {
    Cidr pods = Cidr.of("10.244.0.0/16");

    assertThat(pods.contains(IpAddress.of("10.244.255.255"))).isTrue();
    assertThat(pods.contains(IpAddress.of("10.245.0.0"))).isFalse();
    assertThat(pods.contains(IpAddress.of("::1"))).isFalse();
    assertThat(pods.contains(Cidr.of("10.244.3.0/24"))).isTrue();
    assertThat(pods.contains(Cidr.of("10.0.0.0/8"))).isFalse();
  }

  @Test
  void aHostIsOneAddress() {
    Cidr host = Cidr.host(IpAddress.of("fd00::7"));

    assertThat(host.isHost()).isTrue();
    assertThat(host).hasToString("fd00::7/128");
  }

  @Property
  void theAddressOfAnyIndexIsInside(
      @ForAll int bits,
      @ForAll @IntRange(max = 24) int prefix,
      @ForAll @IntRange(max = 255) int index) {
    Cidr cidr = new Cidr(IpAddress.ipv4(Integer.toUnsignedLong(bits)), prefix);

    assertThat(cidr.contains(cidr.at(index))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "fd00::/129", "x/8"})
  void whatIsNoCidrIsRefused(String text) {
    assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theErrorSaysHowLongAPrefixCanBe() {
    assertThatThrownBy(() -> Cidr.of("10.0.0.0/33"))
        .hasMessage("'10.0.0.0/33': an IPV4 prefix has 0 to 32 bits");
  }
}
