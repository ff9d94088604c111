package io.kubenet.chance.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.chance.Fraction;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeededChanceTest {

  /** The first outputs for seed 1234567 that Steele and Vigna's reference in C prints. */
  @Test
  void givesTheNumbersOfItsReference() {
    SeededChance chance = new SeededChance(1234567);

    assertThat(List.of(chance.nextLong(), chance.nextLong(), chance.nextLong()))
        .containsExactly(6457827717110365317L, 3203168211198807973L, -8629252141511181193L);
  }

  @Property
  void drawsStayBelowTheirBound(@ForAll long seed, @ForAll @IntRange(min = 1) int bound) {
    assertThat(new SeededChance(seed).draw(bound)).isBetween(0, bound - 1);
  }

  @Test
  void choicesFollowTheirWeights() {
    Choice choice =
        Choice.of(List.of(Fraction.of(1, 2), Fraction.ZERO, Fraction.of(1, 8), Fraction.of(3, 8)));
    SeededChance chance = new SeededChance(7);
    int[] taken = new int[choice.size()];

    for (int i = 0; i < 80_000; i++) {
      taken[chance.choose(choice)]++;
    }

    assertThat(taken[0]).isBetween(39_000, 41_000);
    assertThat(taken[1]).isZero();
    assertThat(taken[2]).isBetween(9_500, 10_500);
    assertThat(taken[3]).isBetween(29_000, 31_000);
  }

  @Test
  void weightsThatDoNotSumToOneAreRefused() {
    assertThatThrownBy(() -> Choice.of(List.of(Fraction.of(1, 2), Fraction.of(1, 3))))
        .hasMessage("weights sum to 5/6, not to 1");
  }
}
