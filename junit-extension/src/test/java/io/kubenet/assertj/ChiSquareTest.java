package io.kubenet.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquareTest {

  /** Critical values as tables print them. */
  @ParameterizedTest
  @CsvSource({
    "3.841458820694124, 1, 0.05",
    "5.991464547107979, 2, 0.05",
    "16.918977604620448, 9, 0.05",
    "10.827566170662733, 1, 0.001",
    "13.815510557964274, 2, 0.001",
    "149.44925277903886, 100, 0.001"
  })
  void criticalValuesHaveTheirSignificance(double x, int degreesOfFreedom, double significance) {
    assertThat(ChiSquare.survival(x, degreesOfFreedom)).isCloseTo(significance, within(1e-12));
  }

  @Test
  void noDeviationIsCertain() {
    assertThat(ChiSquare.survival(0, 3)).isEqualTo(1);
  }

  @Test
  void theStatisticSumsSquaredDeviations() {
    long[] observed = {480, 300, 220};
    double third = 1000 / 3.0;

    double statistic = ChiSquare.statistic(observed, new double[] {third, third, third});

    assertThat(statistic).isCloseTo(106.4, within(1e-9));
    assertThat(ChiSquare.survival(statistic, 2)).isCloseTo(7.86e-24, within(1e-26));
  }
}
