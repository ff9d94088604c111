package io.kubenet.controlplane.admission.allocation;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * Numbers from 0 on, each had by at most one owner. Numbers that nobody asks for by name come from
 * the upper band first, so that the lower one stays free for those that are (KEP-3070, KEP-3668).
 *
 * <p>Where the API server picks at random, the lowest free number is taken. An immutable value.
 */
final class Pool {

  private final long size;
  private final long offset;
  private final PMap<Long, Owner> owners;

  /** Numbers that are kept for those who will ask for them by name. */
  private final PSet<Long> held;

  /** No number of the upper band below this one is free. */
  private final long lowestFree;

  private Pool(long size, long offset, PMap<Long, Owner> owners, PSet<Long> held, long lowestFree) {
    this.size = size;
    this.offset = offset;
    this.owners = owners;
    this.held = held;
    this.lowestFree = lowestFree;
  }

  static Pool of(long size, long offset) {
    return new Pool(size, offset, TreePMap.empty(), TreePSet.empty(), offset);
  }

  boolean contains(long number) {
    return 0 <= number && number < size;
  }

  Optional<Owner> owner(long number) {
    return Optional.ofNullable(owners.get(number));
  }

  Pool with(long number, Owner owner) {
    boolean isNext = firstFree(lowestFree, size, n -> true).equals(OptionalLong.of(number));
    long lowest = isNext ? number + 1 : lowestFree;
    return new Pool(size, offset, owners.plus(number, owner), held, lowest);
  }

  Pool without(long number) {
    long lowest = number >= offset ? Math.min(lowestFree, number) : lowestFree;
    return new Pool(size, offset, owners.minus(number), held, lowest);
  }

  /** This pool, keeping these numbers for those who ask for them by name. */
  Pool holding(PSet<Long> numbers) {
    return new Pool(size, offset, owners, numbers, offset);
  }

  /** The lowest free number of the upper band, or else of the lower one, that suits. */
  OptionalLong next(LongPredicate suits) {
    OptionalLong upper = firstFree(lowestFree, size, suits);
    return upper.isPresent() ? upper : firstFree(0, offset, suits);
  }

  private OptionalLong firstFree(long from, long end, LongPredicate suits) {
    for (long number = from; number < end; number++) {
      if (!owners.containsKey(number) && !held.contains(number) && suits.test(number)) {
        return OptionalLong.of(number);
      }
    }
    return OptionalLong.empty();
  }
}
