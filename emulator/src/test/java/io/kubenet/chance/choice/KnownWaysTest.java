package io.kubenet.chance.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KnownWaysTest {

  private static final Choice THIRD = Choice.ofProbability(Fraction.of(1, 3));
  private static final Choice HALF = Choice.even(2);

  private final List<String> gone = new ArrayList<>();
  private final KnownWays<String> ways = new KnownWays<>();

  private String follow(long seed, Function<Chance, String> computation) {
    SeededChance chance = new SeededChance(seed);
    return ways.find(chance.copy()).orElseGet(() -> ways.learn(chance, computation));
  }

  /** Draws a port between its two decisions, as masquerading does. */
  private String serve(Chance chance) {
    String end = chance.choose(THIRD) == 0 ? "web-1" : drawAndServe(chance);
    gone.add(end);
    return end;
  }

  private static String drawAndServe(Chance chance) {
    int port = chance.draw(65536);
    return chance.choose(HALF) == 0 ? "web-2" : port < 0 ? "nobody" : "web-3";
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(ways.find(new SeededChance(7))).isEmpty();
  }

  @Test
  void eachWayIsGoneOnce() {
    LongStream.range(0, 1000).forEach(seed -> follow(seed, this::serve));

    assertThat(gone).containsExactlyInAnyOrder("web-1", "web-2", "web-3");
  }

  @Property
  void wayIsToldAsItIsGone(@ForAll List<Long> seeds) {
    for (long seed : seeds) {
      assertThat(follow(seed, this::serve)).isEqualTo(serve(new SeededChance(seed)));
    }
  }

  @Test
  void computationWithoutDecisionsIsKnownAtOnce() {
    follow(7, chance -> "web-1");

    assertThat(ways.find(new SeededChance(8))).contains("web-1");
  }

  @Test
  void wayThatDependsOnMoreThanDecisionsIsGoneAgain() {
    Function<Chance, String> counting =
        chance -> {
          chance.dependOnMore();
          gone.add("web-" + gone.size());
          return "web-" + gone.size();
        };

    follow(7, counting);
    String second = follow(7, counting);

    assertThat(second).isEqualTo("web-2");
  }
}
