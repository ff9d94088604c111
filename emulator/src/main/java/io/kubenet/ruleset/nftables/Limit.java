package io.kubenet.ruleset.nftables;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Matches packets as long as they keep to a rate, or those that exceed it: {@code limit rate over
 * 5/minute burst 3 packets}.
 *
 * @param rate how many packets there may be
 * @param unit in which time
 * @param burst how many there may be at once
 * @param isOver whether it matches those that are too many
 * @param object the name of the table's limit that it is; an empty text where it is the rule's own
 */
public record Limit(long rate, Unit unit, long burst, boolean isOver, String object)
    implements Statement {

  /** NFT_LIMIT_PKT_BURST_DEFAULT; a listing leaves it out. */
  static final long DEFAULT_BURST = 5;

  /** The times that a rate can count by. */
  public enum Unit {
    SECOND(Duration.ofSeconds(1)),
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7));

    private final Duration time;

    Unit(Duration time) {
      this.time = time;
    }

    static Optional<Unit> of(String keyword) {
      return Arrays.stream(values()).filter(unit -> unit.keyword().equals(keyword)).findFirst();
    }

    String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Limit {
    if (rate < 1 || burst < 1) {
      throw new IllegalArgumentException("a limit's rate and burst are over 0");
    }
  }

  /** The same, which rules share under a name. */
  Limit named(String name) {
    return new Limit(rate, unit, burst, isOver, name);
  }

  /** The time that a packet takes of the bucket. */
  public Duration cost() {
    return unit.time.dividedBy(rate);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.limit(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    if (!object.isEmpty()) {
      out.append("limit name \"").append(object).append('"');
      return;
    }
    out.append("limit rate ")
        .append(isOver ? "over " : "")
        .append(rate)
        .append('/')
        .append(unit.keyword());
    if (burst != DEFAULT_BURST) {
      out.append(" burst ").append(burst).append(" packets");
    }
  }
}
