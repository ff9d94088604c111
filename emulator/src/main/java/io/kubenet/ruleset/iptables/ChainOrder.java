package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Where a chain is in a listing. There are very many, and most names begin alike: their first
 * characters are compared as numbers, which touches no other memory.
 *
 * @param first the first characters of the name, eight bits each
 * @param second those behind them
 * @param name the name
 * @param listed what is listed of the chain
 */
record ChainOrder<T>(long first, long second, String name, T listed)
    implements Comparable<ChainOrder<T>> {

  private static final int CHARACTERS = 8;
  private static final int LARGEST = 255;

  /**
   * Lists something of each chain: of the built-in ones as they come, then of the others in the
   * order of their names. Chains are looked at as they come, which is how they lie in memory.
   */
  static <T> List<T> byName(Collection<Chain> chains, Function<Chain, T> view) {
    ImmutableList.Builder<T> listed = ImmutableList.builderWithExpectedSize(chains.size());
    List<ChainOrder<T>> others = new ArrayList<>(chains.size());
    for (Chain chain : chains) {
      T part = view.apply(chain);
      if (chain.isBuiltin()) {
        listed.add(part);
      } else {
        others.add(of(chain.name(), part));
      }
    }
    Collections.sort(others);
    others.forEach(other -> listed.add(other.listed()));
    return listed.build();
  }

  private static <T> ChainOrder<T> of(String name, T listed) {
    return new ChainOrder<>(number(name, 0), number(name, CHARACTERS), name, listed);
  }

  /** Behind a character that eight bits do not hold, the whole names decide. */
  private static long number(String name, int from) {
    long number = 0;
    boolean isBeyond = false;
    for (int i = from; i < from + CHARACTERS; i++) {
      int character = i < name.length() ? name.charAt(i) : 0;
      isBeyond |= character >= LARGEST;
      number = number << Byte.SIZE | (isBeyond ? LARGEST : character);
    }
    return number;
  }

  @Override
  public int compareTo(ChainOrder<T> other) {
    if (first != other.first) {
      return Long.compareUnsigned(first, other.first);
    }
    return second == other.second
        ? name.compareTo(other.name)
        : Long.compareUnsigned(second, other.second);
  }
}
