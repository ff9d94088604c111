package io.kubenet.chance.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Exploration.Way;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExplorationTest {

  @Test
  void aComputationWithoutChoicesHasOneWay() {
    List<Way<String>> ways = Exploration.everyWay(chance -> "web-1");

    assertThat(ways).containsExactly(new Way<>("web-1", Fraction.ONE));
  }

  @Test
  void everyWayIsWalkedInOrderAndWeighed() {
    Choice third = Choice.ofProbability(Fraction.of(1, 3));
    Choice half = Choice.even(2);

    List<Way<String>> ways =
        Exploration.everyWay(
            chance ->
                chance.choose(third) == 0 ? "web-1" : chance.choose(half) == 0 ? "web-2" : "web-3");

    assertThat(ways)
        .containsExactly(
            new Way<>("web-1", Fraction.of(1, 3)),
            new Way<>("web-2", Fraction.of(1, 3)),
            new Way<>("web-3", Fraction.of(1, 3)));
  }

  @Test
  void whatCannotHappenIsNotWalked() {
    Choice certain = Choice.of(List.of(Fraction.ZERO, Fraction.ONE, Fraction.ZERO));

    List<Way<Integer>> ways = Exploration.everyWay(chance -> chance.choose(certain));

    assertThat(ways).containsExactly(new Way<>(1, Fraction.ONE));
  }

  @Property
  void probabilitiesSumToOne(
      @ForAll @Size(max = 5) List<@IntRange(min = 1, max = 4) Integer> sizes) {
    List<Way<Integer>> ways =
        Exploration.everyWay(
            chance -> {
              int depth = 0;
              while (depth < sizes.size() && chance.choose(Choice.even(sizes.get(depth))) == 0) {
                depth++;
              }
              return depth;
            });

    assertThat(ways.stream().map(Way::probability).reduce(Fraction.ZERO, Fraction::plus))
        .isEqualTo(Fraction.ONE);
  }
}
