package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import java.util.List;
import java.util.Optional;

/** A rule: where all its conditions hold, its action is taken. */
final class CompiledRule implements Part {

  private final RulePlace place;
  private final List<Condition> conditions;
  private final Optional<String> unknown;
  private final Action action;

  /**
   * A rule.
   *
   * @param unknown the first condition that is not modelled, where the action hangs on it
   */
  CompiledRule(
      RulePlace place, List<Condition> conditions, Optional<String> unknown, Action action) {
    this.place = place;
    this.conditions = conditions;
    this.unknown = unknown;
    this.action = action;
  }

  @Override
  public Ending run(Passage passage, CompiledTable table) {
    passage.countVisit();
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(passage)) {
        return Ending.NEXT;
      }
    }
    return unknown.isPresent()
        ? Ending.of(new Judgement.Undecided(place.reference(), unknown.get()))
        : action.apply(passage, table);
  }
}
