package io.kubenet.chance.choice;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import java.util.Collections;
import java.util.List;

/**
 * Alternatives with exact weights that sum to 1. Made once, where rules are compiled, and decided
 * many times.
 */
public final class Choice {

  private final ImmutableList<Fraction> weights;
  private final long[] ends;

  private Choice(ImmutableList<Fraction> weights, long[] ends) {
    this.weights = weights;
    this.ends = ends;
  }

  /**
   * A choice by these weights.
   *
   * @throws IllegalArgumentException if they do not sum to 1
   */
  public static Choice of(List<Fraction> weights) {
    Fraction sum = Fraction.ZERO;
    long[] ends = new long[weights.size()];
    for (int i = 0; i < ends.length; i++) {
      sum = sum.plus(weights.get(i));
      ends[i] = sum.first63Bits();
    }
    if (!sum.equals(Fraction.ONE)) {
      throw new IllegalArgumentException("weights sum to " + sum + ", not to 1");
    }
    return new Choice(ImmutableList.copyOf(weights), ends);
  }

  /** Two alternatives: 0, which has this probability, and 1. */
  public static Choice ofProbability(Fraction probability) {
    return of(List.of(probability, Fraction.ONE.minus(probability)));
  }

  /**
   * Alternatives of one weight.
   *
   * @param size how many; over 0
   */
  public static Choice even(int size) {
    return of(Collections.nCopies(size, Fraction.of(1, size)));
  }

  public int size() {
    return weights.size();
  }

  public Fraction weight(int index) {
    return weights.get(index);
  }

  /**
   * The alternative in whose share of the unit interval a point lies.
   *
   * @param point 63 random bits, read as a fraction of 2^63
   */
  int at(long point) {
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (point < ends[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
