package io.kubenet.conformance.kubeproxy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws what is arbitrary, from a source of jqwik's. */
final class Draw {

  private final Random random;

  Draw(Random random) {
    this.random = random;
  }

  /** True as often, of a hundred times. */
  boolean happens(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From min to max. */
  int number(int min, int max) {
    return min + random.nextInt(max - min + 1);
  }

  @SafeVarargs
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  /** So many different ones of first, first + 1, ... first + size - 1. */
  List<Integer> places(int first, int size, int count) {
    List<Integer> places = new ArrayList<>(IntStream.range(first, first + size).boxed().toList());
    Collections.shuffle(places, random);
    return places.subList(0, Math.min(count, size));
  }
}
