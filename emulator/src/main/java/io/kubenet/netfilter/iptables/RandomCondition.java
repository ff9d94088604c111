package io.kubenet.netfilter.iptables;

import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Choice;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.match.RandomMatch;
import java.util.Optional;

/** Chance, for a rule that has other conditions too, or another target than a jump. */
final class RandomCondition implements Condition {

  private final Choice choice;

  RandomCondition(RandomMatch match) {
    this.choice = Choice.ofProbability(probability(match));
  }

  /** How likely it is that chance lets a rule match; empty where it asks none. */
  static Optional<Fraction> probability(Rule rule) {
    return rule.matches().stream()
        .filter(RandomMatch.class::isInstance)
        .map(match -> probability((RandomMatch) match))
        .reduce(Fraction::times);
  }

  private static Fraction probability(RandomMatch match) {
    Fraction share = Fraction.of(match.threshold().value(), RandomMatch.SCALE);
    return match.threshold().isNegated() ? Fraction.ONE.minus(share) : share;
  }

  @Override
  public boolean holds(Passage passage) {
    return passage.choose(choice) == 0;
  }
}
