package io.kubenet.controlplane.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "cpu, 250m, 250",
    "cpu, 1.5, 1500",
    "cpu, 1, 1000",
    "cpu, 1u, 1",
    "memory, 64Mi, 67108864",
    "memory, 1k, 1000",
    "memory, 1e3, 1000",
    "memory, 0.5, 1",
    "memory, Mi, 0",
    "memory, 5., 5",
    "pods, 110, 110",
    "memory, 9E, 9000000000000000000",
    "memory, 99E, 9223372036854775807"
  })
  void countsThousandthsOfCpusAndWholesOfOthers(String resource, String text, long number) {
    assertThat(Quantity.of(resource, text)).contains(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "mi", "1 Mi", "1MI", "1e", "--1", "one"})
  void isEmptyForWhatIsNoQuantity(String text) {
    assertThat(Quantity.of("memory", text)).isEmpty();
  }

  @Test
  void comparesToTheLastDigit() {
    assertThat(Quantity.compare("500m", "200m")).isPositive();
    assertThat(Quantity.compare("1Ki", "1024")).isZero();
    assertThat(Quantity.compare("1n", "1u")).isNegative();
  }

  @Test
  void knowsWhatIsBelowZero() {
    assertThat(Quantity.isNegative("-1m")).isTrue();
    assertThat(Quantity.isNegative("-0")).isFalse();
    assertThat(Quantity.isNegative("1")).isFalse();
  }
}
