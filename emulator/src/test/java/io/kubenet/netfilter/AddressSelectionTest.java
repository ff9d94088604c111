package io.kubenet.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.AddressRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Linux 6.18 chose on x86-64. */
class AddressSelectionTest {

  @ParameterizedTest
  @CsvSource({
    "10.8.0.1, 10.7.0.1, 10.9.0.123",
    "10.8.0.1, 10.7.0.2, 10.9.0.175",
    "10.8.0.1, 10.7.3.200, 10.9.0.13",
    "10.8.0.2, 10.7.0.1, 10.9.0.132",
    "10.8.0.2, 10.7.0.2, 10.9.0.99",
    "10.8.0.77, 10.7.3.200, 10.9.0.117"
  })
  void addressHangsOnBothEnds(String source, String destination, String chosen) {
    AddressRange range = range("10.9.0.1", "10.9.0.200");

    assertThat(AddressSelection.byBothEnds(tuple(source, destination), range)).hasToString(chosen);
  }

  @ParameterizedTest
  @CsvSource({
    "10.8.0.1, 10.6.0.1, 10.9.3.142",
    "10.8.0.1, 10.6.0.9, 10.9.3.142",
    "10.8.0.2, 10.6.0.1, 10.9.0.93",
    "10.8.0.77, 10.6.0.9, 10.9.0.70"
  })
  void persistentAddressHangsOnTheSourceAlone(String source, String destination, String chosen) {
    AddressRange range = range("10.9.0.1", "10.9.3.200");

    assertThat(AddressSelection.bySource(tuple(source, destination), range)).hasToString(chosen);
  }

  private static AddressRange range(String first, String last) {
    return new AddressRange(IpAddress.of(first), IpAddress.of(last));
  }

  private static Tuple tuple(String source, String destination) {
    return new Tuple(Protocol.UDP, IpAddress.of(source), 1, IpAddress.of(destination), 5000);
  }
}
