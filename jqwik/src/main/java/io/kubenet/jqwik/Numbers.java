package io.kubenet.jqwik;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Numbers of objects that are applied to a cluster that has some already. */
final class Numbers {

  private Numbers() {}

  /** High ones: what a team names and addresses by itself is more often low. */
  static Arbitrary<Integer> oneOfMany() {
    return Arbitraries.integers().between(51, 99).withoutEdgeCases();
  }
}
