package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.trace.RuleRef;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An action that is taken where conditions hold that are not modelled: whether they do is supposed,
 * or else leaves the packet undecided.
 *
 * @param rule the rule
 * @param unknown the first such condition
 * @param action what is done where they hold
 */
record UnknownCondition(Supplier<RuleRef> rule, String unknown, Action action) implements Action {

  @Override
  public Ending apply(Passage passage, CompiledTable table) {
    Optional<Boolean> holds = passage.suppose(rule.get());
    if (holds.isEmpty()) {
      return Ending.of(new Judgement.Undecided(rule.get(), unknown));
    }
    return holds.get() ? action.apply(passage, table) : Ending.NEXT;
  }
}
