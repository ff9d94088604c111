package io.kubenet.symbolic;

import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.net.Packet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What may become of a packet and of what follows it, each with its exact probability; equal fates
 * are one.
 *
 * @param shares the probability of each, by what it says
 */
public record Fates(Map<String, Fraction> shares) {

  public Fates {
    shares = ImmutableSortedMap.copyOf(shares);
  }

  static Fates of(List<Exploration.Way<String>> ways) {
    Map<String, Fraction> shares = new TreeMap<>();
    ways.forEach(way -> shares.merge(way.result(), way.probability(), Fraction::plus));
    return new Fates(shares);
  }

  /** The same with the ends of a packet in the place of what is kept of it. */
  public Fates of(Packet packet) {
    Map<String, Fraction> told = new TreeMap<>();
    shares.forEach((fate, share) -> told.merge(Header.told(fate, packet), share, Fraction::plus));
    return new Fates(told);
  }

  /** {@code dropped}; with several, each with its probability. */
  @Override
  public String toString() {
    if (shares.size() == 1) {
      return shares.keySet().iterator().next();
    }
    StringJoiner joined = new StringJoiner("; ");
    shares.forEach((fate, share) -> joined.add(share + " " + fate));
    return joined.toString();
  }
}
