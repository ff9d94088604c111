package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Memory;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.match.NthMatch;

/** Every nth packet that comes to a rule. */
final class NthCondition implements Condition {

  private static final class Counter implements Memory<Counter> {

    private int seen;

    @Override
    public Counter copy() {
      Counter copy = new Counter();
      copy.seen = seen;
      return copy;
    }

    /** The packet's place among each so many. */
    int next(int every) {
      int place = seen;
      seen = (seen + 1) % every;
      return place;
    }
  }

  private final NthMatch match;
  private final RuleKeys keys;

  NthCondition(NthMatch match, RuleKeys keys) {
    this.match = match;
    this.keys = keys;
  }

  @Override
  public boolean holds(Passage passage) {
    Counter counter = passage.recall(keys.of(passage), Counter.class, Counter::new);
    return match.every().holdsWhere(counter.next(match.every().value()) == match.packet());
  }
}
