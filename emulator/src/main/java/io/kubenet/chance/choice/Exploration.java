package io.kubenet.chance.choice;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Every way that a computation can go, each with its exact probability.
 *
 * <p>The computation is run once for each way, depth first: a run repeats the decisions of the one
 * before up to the last that has an alternative left, and takes that. So it must ask for the same
 * choices when it is given the same decisions, and must start from the same state each time.
 */
public final class Exploration implements Chance {

  /**
   * One way.
   *
   * @param result what the computation gave on it
   * @param probability how likely it is; not 0
   */
  public record Way<T>(T result, Fraction probability) {}

  private record Decision(Choice choice, int taken, Fraction before) {

    Fraction after() {
      return before.times(choice.weight(taken));
    }
  }

  private final List<Decision> path = new ArrayList<>();
  private int depth;

  private Exploration() {}

  /** The ways of a computation, in the order of its alternatives; their probabilities sum to 1. */
  public static <T> List<Way<T>> everyWay(Function<Chance, T> computation) {
    Exploration exploration = new Exploration();
    ImmutableList.Builder<Way<T>> ways = ImmutableList.builder();
    do {
      exploration.depth = 0;
      T result = computation.apply(exploration);
      ways.add(new Way<>(result, exploration.weightSoFar()));
    } while (exploration.advance());
    return ways.build();
  }

  @Override
  public int choose(Choice choice) {
    if (depth == path.size()) {
      path.add(new Decision(choice, firstPossible(choice, 0), weightSoFar()));
    }
    return path.get(depth++).taken();
  }

  @Override
  public int draw(int bound) {
    return 0;
  }

  private Fraction weightSoFar() {
    return path.isEmpty() ? Fraction.ONE : path.get(path.size() - 1).after();
  }

  /** Takes the next alternative of the last decision that has one; false when none is left. */
  private boolean advance() {
    while (!path.isEmpty()) {
      Decision last = path.remove(path.size() - 1);
      int next = firstPossible(last.choice(), last.taken() + 1);
      if (next < last.choice().size()) {
        path.add(new Decision(last.choice(), next, last.before()));
        return true;
      }
    }
    return false;
  }

  private static int firstPossible(Choice choice, int from) {
    int index = from;
    while (index < choice.size() && choice.weight(index).isZero()) {
      index++;
    }
    return index;
  }
}
