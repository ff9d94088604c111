package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Passage;
import io.kubenet.netfilter.TokenBucket;
import io.kubenet.ruleset.iptables.match.LimitMatch;

/** A rate that packets keep to, as a bucket that fills with time (xt_limit.c of Linux 6.18). */
final class LimitCondition implements Condition {

  /** A rate's unit, 1/10000 s, in nanoseconds. */
  private static final long UNIT = 100_000;

  private final TokenBucket.Size size;
  private final RuleKeys keys;

  LimitCondition(LimitMatch match, RuleKeys keys) {
    long cost = match.period() * UNIT;
    this.size = new TokenBucket.Size(cost, cost * match.burst());
    this.keys = keys;
  }

  @Override
  public boolean holds(Passage passage) {
    return TokenBucket.take(passage, keys.of(passage), size);
  }
}
