package io.kubenet.netfilter.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.AddressSet;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.match.SetMatch;
import io.kubenet.trace.RuleRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An action that is taken where sets hold the packet. Sets are the host's: rules that hosts share
 * ask each host's own. What a set holds that nobody listed is supposed, or else leaves the packet
 * undecided.
 *
 * @param rule the rule
 * @param matches the sets
 * @param action what is done where they hold the packet
 */
record SetRule(Supplier<RuleRef> rule, List<SetMatch> matches, Action action) implements Action {

  SetRule {
    matches = ImmutableList.copyOf(matches);
  }

  @Override
  public Ending apply(Passage passage, CompiledTable table) {
    Optional<SetMatch> unknown = Optional.empty();
    for (SetMatch match : matches) {
      Optional<Boolean> holds = holds(passage, match);
      if (holds.isPresent() && !holds.get()) {
        return Ending.NEXT;
      }
      unknown = holds.isEmpty() ? Optional.of(match) : unknown;
    }
    return unknown.isPresent()
        ? new UnknownCondition(rule, unknown.get().text(), action).apply(passage, table)
        : action.apply(passage, table);
  }

  private static Optional<Boolean> holds(Passage passage, SetMatch match) {
    Optional<AddressSet> set = passage.set(match.set().value());
    return set.flatMap(known -> known.holds(passage, match.dimensions()))
        .map(isIn -> match.set().holdsWhere(isIn));
  }
}
