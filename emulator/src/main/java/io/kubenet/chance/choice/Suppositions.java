package io.kubenet.chance.choice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is supposed about things that nobody knows, so that a computation can go on. An answer is
 * settled if it is the same whatever is supposed.
 *
 * <p>The computation is run for each combination, depth first, what is unknown first not holding.
 * So it must start from the same state each time.
 */
public final class Suppositions {

  /** How many combinations are tried before an answer is taken to hang on them. */
  private static final int MOST_RUNS = 1000;

  private static final int NO_DOUBT = -1;

  /** What is supposed of each question, in the order in which questions come up. */
  private final List<Boolean> path = new ArrayList<>();

  private final Map<Object, Boolean> answers = new LinkedHashMap<>();

  /** Of what exclude each other, those that are supposed to hold. */
  private final Map<Object, Object> chosen = new LinkedHashMap<>();

  private int doubt = NO_DOUBT;

  /** Nothing that is unknown holds. */
  public Suppositions() {}

  /**
   * Runs a computation whose answer must not hang on what is unknown. If it does, or if that can't
   * be told for the number of combinations, the computation is run once more with nothing supposed
   * of the question that it hangs on: it is up to that to fail, and to say why.
   *
   * @param computation takes its chance from {@link #over}
   * @param answer the part of the result that must be the same
   * @return the result where nothing that is unknown holds
   */
  public static <T> T settle(Function<Suppositions, T> computation, Function<? super T, ?> answer) {
    Suppositions suppositions = new Suppositions();
    T first = computation.apply(suppositions);
    Object settled = answer.apply(first);
    int runs = 1;
    while (suppositions.advance()) {
      int changed = suppositions.path.size() - 1;
      if (!answer.apply(computation.apply(suppositions)).equals(settled)) {
        return suppositions.doubting(changed, computation);
      }
      if (++runs == MOST_RUNS) {
        return suppositions.doubting(0, computation);
      }
    }
    return first;
  }

  /** A chance that supposes what these suppose. */
  public Chance over(Chance chance) {
    return new Supposing(chance);
  }

  private <T> T doubting(int index, Function<Suppositions, T> computation) {
    forget();
    path.subList(index, path.size()).clear();
    doubt = index;
    return computation.apply(this);
  }

  /** Supposes otherwise of the last question of which only one way was tried. */
  private boolean advance() {
    forget();
    while (!path.isEmpty() && path.get(path.size() - 1)) {
      path.remove(path.size() - 1);
    }
    if (path.isEmpty()) {
      return false;
    }
    path.set(path.size() - 1, true);
    return true;
  }

  private void forget() {
    answers.clear();
    chosen.clear();
  }

  private Optional<Boolean> answer(Object question) {
    Boolean known = answers.get(question);
    if (known != null) {
      return Optional.of(known);
    }
    if (question instanceof Alternative alternative && chosen.containsKey(alternative.about())) {
      return Optional.of(false);
    }
    int index = answers.size();
    if (index == doubt) {
      return Optional.empty();
    }
    if (index == path.size()) {
      path.add(false);
    }
    answers.put(question, path.get(index));
    if (path.get(index) && question instanceof Alternative alternative) {
      chosen.put(alternative.about(), alternative.choice());
    }
    return Optional.of(path.get(index));
  }

  private final class Supposing implements Chance {

    private final Chance chance;

    Supposing(Chance chance) {
      this.chance = chance;
    }

    @Override
    public int choose(Choice choice) {
      return chance.choose(choice);
    }

    @Override
    public int draw(int bound) {
      return chance.draw(bound);
    }

    @Override
    public void dependOnMore() {
      chance.dependOnMore();
    }

    @Override
    public Optional<Boolean> suppose(Object question) {
      return answer(question);
    }
  }
}
