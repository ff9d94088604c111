package io.kubenet.ruleset.iptables.match;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * A rate that packets must keep to: {@code -m limit --limit 5/min --limit-burst 10}.
 *
 * @param period what iptables makes of the rate: 1/10000 s from one packet to the next
 * @param burst how many may come at once
 */
public record LimitMatch(long period, long burst) implements Match {

  /** The units that iptables prints rates in, each with its length in 1/10000 s. */
  public static final Map<String, Long> UNITS =
      ImmutableMap.of("day", 864_000_000L, "hour", 36_000_000L, "min", 600_000L, "sec", 10_000L);

  private static final long DEFAULT_BURST = 5;

  public LimitMatch {
    if (period < 1 || burst < 1) {
      throw new IllegalArgumentException("a limit has a rate of up to 10000/sec, and a burst");
    }
  }

  /** So many packets in a unit of {@link #UNITS}, with the burst that iptables gives it. */
  public static LimitMatch rate(long packets, String unit) {
    return new LimitMatch(UNITS.get(unit) / packets, DEFAULT_BURST);
  }

  @Override
  public String text() {
    String rate = "-m limit --limit " + rate();
    return burst == DEFAULT_BURST ? rate : rate + " --limit-burst " + burst;
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }

  /** The smallest unit that gives a whole rate; as libxt_limit of iptables 1.8.9 chooses. */
  private String rate() {
    String unit = "day";
    for (Map.Entry<String, Long> smaller : UNITS.entrySet()) {
      long length = smaller.getValue();
      if (!smaller.getKey().equals("day")
          && (period > length || length / period < length % period)) {
        break;
      }
      unit = smaller.getKey();
    }
    return UNITS.get(unit) / period + "/" + unit;
  }
}
