package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Passage;
import java.util.List;

/** A rule: where all its conditions hold, its action is taken. */
record CompiledRule(List<Condition> conditions, Action action) implements Part {

  @Override
  public Ending run(Passage passage, CompiledTable table) {
    passage.countVisit();
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(passage)) {
        return Ending.NEXT;
      }
    }
    return action.apply(passage, table);
  }
}
