package io.kubenet.ruleset.iptables.match;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * Flags of the TCP header, some of which must be set and others not.
 *
 * @param mask which flags are looked at
 * @param set which of these must be set
 */
public record TcpFlags(int mask, int set) {

  /** The flags by name, in the order of their bits. */
  public static final Map<String, Integer> BITS =
      ImmutableMap.of("FIN", 1, "SYN", 2, "RST", 4, "PSH", 8, "ACK", 16, "URG", 32);

  public boolean matches(int flags) {
    return (flags & mask) == set;
  }

  /** {@code FIN,SYN,RST,ACK SYN}. */
  @Override
  public String toString() {
    return names(mask) + " " + names(set);
  }

  private static String names(int flags) {
    if (flags == 0) {
      return "NONE";
    }
    return BITS.entrySet().stream()
        .filter(entry -> (flags & entry.getValue()) != 0)
        .map(Map.Entry::getKey)
        .collect(joining(","));
  }
}
