package io.kubenet.chance.choice;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** Another chance, with a record of what it was asked and how it answered. */
final class RecordedChance implements Chance {

  /** A question, and which way the answer led. */
  record Answered(Question question, int answer) {}

  private final Chance chance;
  private final List<Answered> answers = new ArrayList<>();
  private boolean dependsOnMore;

  RecordedChance(Chance chance) {
    this.chance = chance;
  }

  @Override
  public int choose(Choice choice) {
    int answer = chance.choose(choice);
    answers.add(new Answered(new Question.Decision(choice), answer));
    return answer;
  }

  @Override
  public int draw(int bound) {
    answers.add(new Answered(new Question.Draw(bound), 0));
    return chance.draw(bound);
  }

  @Override
  public void dependOnMore() {
    dependsOnMore = true;
  }

  List<Answered> answers() {
    return ImmutableList.copyOf(answers);
  }

  boolean dependsOnMore() {
    return dependsOnMore;
  }
}
