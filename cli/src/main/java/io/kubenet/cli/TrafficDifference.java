package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.Traffic;
import io.kubenet.Traffic.Ending;
import io.kubenet.Traffic.Flow;
import io.kubenet.chance.Fraction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A connection of which two clusters make different things.
 *
 * @param between who connects, and where to
 * @param before how it could end; empty where there was no such connection
 * @param after how it can end now; empty where there is none any more
 */
record TrafficDifference(
    Pair between, Optional<List<Ending>> before, Optional<List<Ending>> after) {

  /** Who connects, and where to. */
  record Pair(String from, String to) {}

  /** What a change does to a connection. */
  enum Change {
    /** It is made after, whatever chance decides, and was not before. */
    MADE,
    /** It was made before, whatever chance decided, and is not after. */
    LOST,
    /** It ends, is served, or is seen otherwise, or with other probabilities. */
    CHANGED,
    /** Its shares differ by what kernels round alone. */
    ROUNDED,
    NONE
  }

  static List<TrafficDifference> between(Traffic before, Traffic after) {
    Map<Pair, List<Ending>> old = endings(before);
    Map<Pair, List<Ending>> now = endings(after);
    Set<Pair> pairs = new LinkedHashSet<>(old.keySet());
    pairs.addAll(now.keySet());
    return pairs.stream()
        .map(
            pair ->
                new TrafficDifference(
                    pair, Optional.ofNullable(old.get(pair)), Optional.ofNullable(now.get(pair))))
        .filter(difference -> difference.change() != Change.NONE)
        .collect(ImmutableList.toImmutableList());
  }

  private static Map<Pair, List<Ending>> endings(Traffic traffic) {
    Map<Pair, List<Ending>> endings = new LinkedHashMap<>();
    for (Flow flow : traffic.flows()) {
      endings.put(new Pair(flow.from(), flow.to()), flow.endings());
    }
    return endings;
  }

  Change change() {
    if (isMade(before) != isMade(after)) {
      return isMade(after) ? Change.MADE : Change.LOST;
    }
    if (before.isEmpty() || after.isEmpty()) {
      return isMade(before) ? Change.LOST : Change.CHANGED;
    }
    return change(Shares.of(before.get()), Shares.of(after.get()));
  }

  private static Change change(Shares old, Shares now) {
    if (old.equals(now)) {
      return Change.NONE;
    }
    return old.areAbout(now) ? Change.ROUNDED : Change.CHANGED;
  }

  private static boolean isMade(Optional<List<Ending>> endings) {
    return endings.map(list -> list.stream().allMatch(Ending::isEstablished)).orElse(false);
  }

  /**
   * How likely each ending is.
   *
   * @param fractions by what is told of the ending
   */
  private record Shares(Map<String, Fraction> fractions) {

    static Shares of(List<Ending> endings) {
      Map<String, Fraction> fractions = new LinkedHashMap<>();
      endings.forEach(
          ending ->
              fractions.merge(told(new EndingText(ending)), ending.probability(), Fraction::plus));
      return new Shares(fractions);
    }

    private static String told(EndingText ending) {
      return ending.manner() + " by " + ending.endpoint();
    }

    boolean areAbout(Shares other) {
      return Stream.concat(fractions.keySet().stream(), other.fractions.keySet().stream())
          .allMatch(ending -> Share.isAbout(of(ending), other.of(ending)));
    }

    private Fraction of(String ending) {
      return fractions.getOrDefault(ending, Fraction.ZERO);
    }
  }
}
