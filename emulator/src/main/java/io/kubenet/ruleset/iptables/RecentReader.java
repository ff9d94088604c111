package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.net.IpFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a recent match of its options. */
final class RecentReader {

  private RecentReader() {}

  static Match read(Options options, IpFamily family) {
    return new RecentMatch(
        action(options),
        window(options),
        options.value("--name", text -> text).orElse("DEFAULT"),
        options
            .value("--mask", text -> Values.address(text, family))
            .orElse(AddressMask.prefixMask(family, family.bits())),
        options.has("--rdest") ? Side.DESTINATION : Side.SOURCE);
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
        number(options.value("--hitcount", Values::positive)),
        flags.build());
  }

  private static OptionalInt number(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
