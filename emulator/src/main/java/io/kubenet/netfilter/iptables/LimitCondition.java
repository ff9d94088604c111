package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Memory;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.LimitMatch;

/** A rate that packets keep to, as a bucket that fills with time (xt_limit.c of Linux 6.18). */
final class LimitCondition implements Condition {

  /** A rate's unit, 1/10000 s, in nanoseconds. */
  private static final long UNIT = 100_000;

  private static final class Bucket implements Memory<Bucket> {

    private long credit;
    private long filled;

    Bucket(long credit, long filled) {
      this.credit = credit;
      this.filled = filled;
    }

    @Override
    public Bucket copy() {
      return new Bucket(credit, filled);
    }

    boolean take(long cost, long capacity, long now) {
      credit = Math.min(capacity, credit + now - filled);
      filled = now;
      if (credit < cost) {
        return false;
      }
      credit -= cost;
      return true;
    }
  }

  private final long cost;
  private final long capacity;
  private final String key;

  LimitCondition(LimitMatch match, String key) {
    this.cost = match.period() * UNIT;
    this.capacity = cost * match.burst();
    this.key = key;
  }

  @Override
  public boolean holds(Passage passage) {
    long now = passage.now();
    return passage
        .recall(key, Bucket.class, () -> new Bucket(capacity, now))
        .take(cost, capacity, now);
  }
}
