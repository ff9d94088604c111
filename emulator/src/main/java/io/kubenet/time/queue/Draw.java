package io.kubenet.time.queue;

import io.kubenet.chance.choice.Chance;
import io.kubenet.time.DelayInterval;
import java.time.Duration;

/** Chance chooses one time of a delay's interval. */
public final class Draw {

  private Draw() {}

  /** One time of an interval; an exact one asks chance for nothing. */
  public static Duration of(DelayInterval interval, Chance chance) {
    return interval.isExact() ? interval.min() : interval.choice(chance.draw(interval.choices()));
  }
}
