package io.kubenet.ruleset.iptables.match;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableSet;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A list of addresses seen lately: {@code -m recent --rcheck --seconds 10 --reap --name KUBE-SEP-X
 * --mask 255.255.255.255 --rsource}.
 *
 * @param action what is done with the list
 * @param window which entries count
 * @param name the list's name
 * @param mask which bits of the address are kept
 * @param side whose address it is
 */
public record RecentMatch(
    Negatable<Action> action, Window window, String name, IpAddress mask, Side side)
    implements Match {

  /** What is done with the list. */
  public enum Action {
    SET,
    RCHECK,
    UPDATE,
    REMOVE;

    @Override
    public String toString() {
      return "--" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A further condition on entries. */
  public enum Flag {
    /** Entries older than the seconds are removed. */
    REAP,
    /** The packet's TTL must be the entry's. */
    RTTL
  }

  /**
   * Which entries count.
   *
   * @param seconds how long ago an entry may have been seen
   * @param hitCount how often it must have been seen
   * @param flags further conditions
   */
  public record Window(OptionalInt seconds, OptionalInt hitCount, ImmutableSet<Flag> flags) {

    /** All entries count. */
    public static final Window NONE =
        new Window(OptionalInt.empty(), OptionalInt.empty(), ImmutableSet.of());

    private Stream<String> options() {
      return Stream.of(
              option("--seconds", seconds),
              flags.contains(Flag.REAP) ? Stream.of("--reap") : Stream.<String>empty(),
              option("--hitcount", hitCount),
              flags.contains(Flag.RTTL) ? Stream.of("--rttl") : Stream.<String>empty())
          .flatMap(options -> options);
    }

    private static Stream<String> option(String name, OptionalInt value) {
      return IntStream.range(0, value.isPresent() ? 1 : 0)
          .mapToObj(i -> name + " " + value.getAsInt());
    }
  }

  /** Notes the packet's source. */
  public static RecentMatch set(String name, IpFamily family) {
    return ofSource(Action.SET, Window.NONE, name, family);
  }

  /** Asks whether the packet's source was noted within some seconds; forgets those before. */
  public static RecentMatch seenWithin(int seconds, String name, IpFamily family) {
    Window window =
        new Window(OptionalInt.of(seconds), OptionalInt.empty(), ImmutableSet.of(Flag.REAP));
    return ofSource(Action.RCHECK, window, name, family);
  }

  private static RecentMatch ofSource(Action action, Window window, String name, IpFamily family) {
    IpAddress mask = AddressMask.prefixMask(family, family.bits());
    return new RecentMatch(Negatable.is(action), window, name, mask, Side.SOURCE);
  }

  @Override
  public String text() {
    return Stream.of(
            Stream.of("-m recent", (action.isNegated() ? "! " : "") + action.value()),
            window.options(),
            Stream.of("--name " + Quoted.word(name), "--mask " + mask),
            Stream.of(side == Side.SOURCE ? "--rsource" : "--rdest"))
        .flatMap(options -> options)
        .collect(joining(" "));
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
