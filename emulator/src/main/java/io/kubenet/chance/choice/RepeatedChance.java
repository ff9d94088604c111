package io.kubenet.chance.choice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Another chance, whose decisions are the same each time that a computation is run: of each choice
 * the first, the second and so on.
 */
public final class RepeatedChance {

  private final Chance chance;
  private final Map<Choice, List<Integer>> decisions = new LinkedHashMap<>();
  private final List<Integer> drawn = new ArrayList<>();

  public RepeatedChance(Chance chance) {
    this.chance = chance;
  }

  /** The chance for a run. */
  public Chance again() {
    return new Run();
  }

  private final class Run implements Chance {

    private final Map<Choice, Integer> asked = new LinkedHashMap<>();
    private int draws;

    @Override
    public int choose(Choice choice) {
      int time = asked.merge(choice, 1, Integer::sum);
      List<Integer> known = decisions.computeIfAbsent(choice, key -> new ArrayList<>());
      if (known.size() < time) {
        known.add(chance.choose(choice));
      }
      return known.get(time - 1);
    }

    @Override
    public int draw(int bound) {
      if (drawn.size() == draws) {
        drawn.add(chance.draw(bound));
      }
      return drawn.get(draws++) % bound;
    }

    @Override
    public void dependOnMore() {
      chance.dependOnMore();
    }
  }
}
