package io.kubenet.chance.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuppositionsTest {

  private static final Chance CHANCE = new SeededChance(1);

  /** Whether something holds; fails where nothing is supposed of it. */
  private static boolean holds(Chance chance, String question) {
    return chance
        .suppose(question)
        .orElseThrow(() -> new IllegalStateException("hangs on " + question));
  }

  private static <T> T settle(Function<Chance, T> computation) {
    return Suppositions.settle(
        supposed -> computation.apply(supposed.over(CHANCE)), result -> result);
  }

  @Test
  void answerThatIsTheSameEitherWayIsSettled() {
    List<String> ways = new ArrayList<>();

    String answer =
        settle(
            chance -> {
              ways.add(holds(chance, "a") + " " + holds(chance, "b"));
              return "same";
            });

    assertThat(answer).isEqualTo("same");
    assertThat(ways).containsExactly("false false", "false true", "true false", "true true");
  }

  @Test
  void answerThatIsNotNamesWhatItHangsOn() {
    assertThatThrownBy(() -> settle(chance -> asked(chance).contains("b")))
        .hasMessage("hangs on b");
    assertThatThrownBy(() -> settle(chance -> asked(chance).contains("a")))
        .hasMessage("hangs on a");
  }

  @Test
  void equalQuestionsHaveEqualAnswers() {
    boolean answer = settle(chance -> asked(chance).equals(asked(chance)));

    assertThat(answer).isTrue();
  }

  /** Those of two that hold. */
  private static List<String> asked(Chance chance) {
    return Stream.of("a", "b").filter(question -> holds(chance, question)).toList();
  }

  @Test
  void questionsThatCannotAllBeTriedLeaveTheAnswerOpen() {
    assertThatThrownBy(
            () ->
                settle(
                    chance -> {
                      IntStream.range(0, 40).forEach(number -> holds(chance, "q" + number));
                      return "same";
                    }))
        .hasMessage("hangs on q0");
  }

  @Test
  void nothingIsSupposedOutsideOfThem() {
    assertThat(CHANCE.suppose("a")).isEmpty();
    assertThat(new Suppositions().over(CHANCE).suppose("a")).contains(false);
  }

  @Test
  void repeatedChanceDecidesEachChoiceAsBefore() {
    Choice coin = Choice.even(1000);
    Choice other = Choice.even(1000);
    RepeatedChance repeated = new RepeatedChance(new SeededChance(7));
    Chance first = repeated.again();
    List<Integer> decided = List.of(first.choose(coin), first.choose(other), first.draw(500));

    Chance again = repeated.again();

    assertThat(again.draw(500)).isEqualTo(decided.get(2));
    assertThat(again.choose(other)).isEqualTo(decided.get(1));
    assertThat(again.choose(coin)).isEqualTo(decided.get(0));
  }
}
