package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows another chance and keeps what it decided, or follows what was decided before. */
final class DecidedWay implements Chance {

  private final Optional<Chance> followed;
  private final List<Integer> decisions;
  private int depth;
  private boolean isLeft;
  private Fraction probability = Fraction.ONE;

  private DecidedWay(Optional<Chance> followed, List<Integer> decisions) {
    this.followed = followed;
    this.decisions = decisions;
  }

  /** One that keeps what a chance decides. */
  static DecidedWay following(Chance chance) {
    return new DecidedWay(Optional.of(chance), new ArrayList<>());
  }

  /** One that decides as it was decided before. */
  static DecidedWay of(List<Integer> decisions) {
    return new DecidedWay(Optional.empty(), ImmutableList.copyOf(decisions));
  }

  @Override
  public int choose(Choice choice) {
    if (followed.isPresent()) {
      int decided = followed.get().choose(choice);
      decisions.add(decided);
      return decided;
    }
    if (depth == decisions.size() || decisions.get(depth) >= choice.size()) {
      isLeft = true;
      return 0;
    }
    int decided = decisions.get(depth++);
    probability = probability.times(choice.weight(decided));
    return decided;
  }

  @Override
  public int draw(int bound) {
    return followed.isPresent() ? followed.get().draw(bound) : 0;
  }

  @Override
  public void dependOnMore() {
    followed.ifPresent(Chance::dependOnMore);
  }

  /** Whether the decisions of before lead to an end, which is as likely as it was. */
  boolean isStillSo(Fraction before) {
    return !isLeft && depth == decisions.size() && probability.equals(before);
  }

  List<Integer> decisions() {
    return ImmutableList.copyOf(decisions);
  }
}
