package io.kubenet.netfilter.iptables;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Choice;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.match.Comment;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.NfacctMatch;
import io.kubenet.ruleset.iptables.match.RandomMatch;
import io.kubenet.ruleset.iptables.target.Jump;
import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Rules that follow one another and each jump by chance alone, and the one behind them that jumps
 * always: one choice, instead of one a rule.
 */
final class RandomJumps implements Part {

  private record Alternative(Supplier<RuleRef> rule, Fraction probability, String chain) {}

  private final List<Alternative> alternatives;

  /** The choices among the rules from one on, made when they are first needed. */
  private final Map<Integer, Choice> choices = new ConcurrentHashMap<>();

  RandomJumps(List<RulePlace> places) {
    this.alternatives =
        places.stream()
            .map(
                place ->
                    new Alternative(
                        Suppliers.memoize(place::reference),
                        RandomCondition.probability(place.rule()).orElse(Fraction.ONE),
                        jump(place.rule()).orElseThrow().chain()))
            .collect(ImmutableList.toImmutableList());
  }

  /** The rules at the head of these that are one choice; none where the first isn't of the kind. */
  static List<RulePlace> leading(List<RulePlace> places) {
    int count = 0;
    while (count < places.size() && isRandomJump(places.get(count).rule())) {
      count++;
    }
    boolean endsWithJump =
        count > 0 && count < places.size() && isPlainJump(places.get(count).rule());
    return places.subList(0, endsWithJump ? count + 1 : count);
  }

  @Override
  public Ending run(Passage passage, CompiledTable table) {
    int next = 0;
    while (next < alternatives.size()) {
      Choice choice = choice(next);
      int taken = passage.choose(choice);
      if (next + taken == alternatives.size()) {
        return Ending.NEXT;
      }
      Ending ending = jump(alternatives.get(next + taken), choice.weight(taken), passage, table);
      if (ending.isFinal()) {
        return ending;
      }
      next += taken + 1;
    }
    return Ending.NEXT;
  }

  private static Ending jump(
      Alternative taken, Fraction probability, Passage passage, CompiledTable table) {
    passage.countVisit();
    return passage.tell(
        () -> new Step.Matched(taken.rule().get(), taken.chain(), Optional.of(probability)),
        () -> table.run(taken.chain(), passage));
  }

  private Choice choice(int first) {
    Choice known = choices.get(first);
    return known == null ? choices.computeIfAbsent(first, this::choiceFrom) : known;
  }

  /** Each rule's weight is what those before it leave, times its own; the last is what is left. */
  private Choice choiceFrom(int first) {
    ImmutableList.Builder<Fraction> weights = ImmutableList.builder();
    Fraction left = Fraction.ONE;
    for (Alternative alternative : alternatives.subList(first, alternatives.size())) {
      weights.add(left.times(alternative.probability()));
      left = left.times(Fraction.ONE.minus(alternative.probability()));
    }
    return Choice.of(weights.add(left).build());
  }

  private static boolean isRandomJump(Rule rule) {
    return jump(rule).isPresent()
        && rule.matches().stream()
            .allMatch(match -> match instanceof RandomMatch || isRemark(match))
        && rule.matches().stream().filter(RandomMatch.class::isInstance).count() == 1;
  }

  private static boolean isPlainJump(Rule rule) {
    return jump(rule).isPresent() && rule.matches().stream().allMatch(RandomJumps::isRemark);
  }

  private static boolean isRemark(Match match) {
    return match instanceof Comment || match instanceof NfacctMatch;
  }

  private static Optional<Jump> jump(Rule rule) {
    return rule.target() instanceof Jump jump ? Optional.of(jump) : Optional.empty();
  }
}
