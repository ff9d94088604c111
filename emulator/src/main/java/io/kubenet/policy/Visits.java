package io.kubenet.policy;

import java.util.concurrent.atomic.LongAdder;

/** How many times selectors were compared with a pod's labels: what verdicts cost. */
final class Visits {

  private final LongAdder total = new LongAdder();

  void count() {
    total.increment();
  }

  long total() {
    return total.sum();
  }
}
