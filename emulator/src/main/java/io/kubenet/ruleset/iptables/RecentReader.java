package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.ruleset.iptables.match.AddressMask;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.RecentMatch;
import io.kubenet.ruleset.iptables.match.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a recent match of its options. */
final class RecentReader {

  private RecentReader() {}

  /** XT_RECENT_NAME_LEN, with the zero at its end. */
  private static final int NAME_LENGTH = 200;

  /** One less than XT_RECENT_MAX_NSTAMPS of Linux 6.18. */
  private static final int MOST_HITS = 65535;

  static Match read(Options options) {
    Negatable<RecentMatch.Action> action = action(options);
    RecentMatch.Window window = window(options);
    check(action.value(), window);
    return new RecentMatch(
        action,
        window,
        options.value("--name", RecentReader::name).orElse("DEFAULT"),
        options
            .value("--mask", text -> Values.address(text, options.family()))
            .orElse(AddressMask.prefixMask(options.family(), options.family().bits())),
        options.has("--rdest") ? Side.DESTINATION : Side.SOURCE);
  }

  /** As recent_mt_check and libxt_recent refuse it. */
  private static void check(RecentMatch.Action action, RecentMatch.Window window) {
    boolean asks = action == RecentMatch.Action.RCHECK || action == RecentMatch.Action.UPDATE;
    if (!asks && !window.equals(RecentMatch.Window.NONE)) {
      throw new IllegalArgumentException(
          "recent " + action + " takes no --seconds, --reap, --hitcount and --rttl");
    }
    if (window.flags().contains(RecentMatch.Flag.REAP) && window.seconds().isEmpty()) {
      throw new IllegalArgumentException("recent --reap needs --seconds");
    }
  }

  private static String name(String text) {
    if (text.isEmpty() || text.length() >= NAME_LENGTH || text.contains("/")) {
      throw new IllegalArgumentException("'" + text + "' is no name of a list");
    }
    return text;
  }

  private static Negatable<RecentMatch.Action> action(Options options) {
    List<Negatable<RecentMatch.Action>> given =
        Arrays.stream(RecentMatch.Action.values())
            .flatMap(
                action ->
                    options.negatable(action.toString()).stream()
                        .map(words -> words.map(none -> action)))
            .collect(ImmutableList.toImmutableList());
    if (given.size() != 1) {
      throw new IllegalArgumentException(
          "recent has one of --set, --rcheck, --update and --remove");
    }
    return given.get(0);
  }

  private static RecentMatch.Window window(Options options) {
    ImmutableSet.Builder<RecentMatch.Flag> flags = ImmutableSet.builder();
    if (options.has("--reap")) {
      flags.add(RecentMatch.Flag.REAP);
    }
    if (options.has("--rttl")) {
      flags.add(RecentMatch.Flag.RTTL);
    }
    return new RecentMatch.Window(
        number(options.value("--seconds", Values::positive)),
        number(
            options
                .value("--hitcount", text -> Values.number(text, 0, MOST_HITS))
                .filter(hits -> hits > 0)),
        flags.build());
  }

  private static OptionalInt number(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
