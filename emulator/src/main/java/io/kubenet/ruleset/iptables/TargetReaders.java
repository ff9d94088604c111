package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.NatRange;
import io.kubenet.ruleset.RejectWith;
import io.kubenet.ruleset.iptables.match.MaskedMark;
import io.kubenet.ruleset.iptables.target.Log;
import io.kubenet.ruleset.iptables.target.NoTrack;
import io.kubenet.ruleset.iptables.target.Reject;
import io.kubenet.ruleset.iptables.target.RestoreMark;
import io.kubenet.ruleset.iptables.target.SaveMark;
import io.kubenet.ruleset.iptables.target.SetConnmark;
import io.kubenet.ruleset.iptables.target.SetMark;
import io.kubenet.ruleset.iptables.target.Target;
import io.kubenet.ruleset.iptables.target.UnknownTarget;
import java.util.Arrays;
import java.util.List;

/** Makes targets of the options that were given to them. */
final class TargetReaders {

  private TargetReaders() {}

  static Target reject(Options options) {
    return new Reject(
        options
            .value(
                "--reject-with",
                name ->
                    RejectWith.named(name, options.family())
                        .orElseThrow(
                            () -> new IllegalArgumentException("no '" + name + "' is sent")))
            .orElse(RejectWith.portUnreachable(options.family())));
  }

  static Target log(Options options) {
    List<String> flags =
        Log.OPTIONS.stream().filter(options::has).collect(ImmutableList.toImmutableList());
    return new Log(
        options.value("--log-prefix", text -> text).orElse(""),
        options.value("--log-level", text -> Values.number(text, 0, 7)).orElse(Log.WARNING),
        flags);
  }

  /** As xt_MARK's options are told to the kernel: all as bits to clear, and bits to flip. */
  static Target mark(Options options) {
    String option = only(options);
    MaskedMark mark = options.required(option, Values::mark).value();
    return new SetMark(
        switch (option) {
          case "--set-xmark" -> mark;
          case "--set-mark" -> setting(mark);
          case "--or-mark" -> new MaskedMark(mark.value(), mark.value());
          case "--and-mark" -> new MaskedMark(0, ~mark.value());
          default -> new MaskedMark(mark.value(), 0);
        });
  }

  /** --set-mark clears the bits that it sets, too. */
  private static MaskedMark setting(MaskedMark mark) {
    return new MaskedMark(mark.value(), mark.value() | mark.mask());
  }

  static Target connmark(Options options) {
    if (options.has("--save-mark")) {
      return new SaveMark(mask(options, "--nfmask"), mask(options, "--ctmask"));
    }
    if (options.has("--restore-mark")) {
      return new RestoreMark(mask(options, "--nfmask"), mask(options, "--ctmask"));
    }
    String option = only(options);
    MaskedMark mark = options.required(option, Values::mark).value();
    return new SetConnmark(option.equals("--set-mark") ? setting(mark) : mark);
  }

  private static int mask(Options options, String option) {
    return options
        .value(option, Values::bits)
        .or(() -> options.value("--mask", Values::bits))
        .orElse(-1);
  }

  static NatRange range(String option, Options options) {
    return withFlags(
        options.required(option, text -> Values.natRange(text, options.family())).value(), options);
  }

  static NatRange ports(Options options) {
    return withFlags(
        options
            .value("--to-ports", Values::dashedPorts)
            .map(NatRange.NONE::withPorts)
            .orElse(NatRange.NONE),
        options);
  }

  private static NatRange withFlags(NatRange range, Options options) {
    return Arrays.stream(NatRange.Flag.values())
        .filter(flag -> options.isKnown(flag.option()) && options.has(flag.option()))
        .reduce(range, NatRange::with, (left, right) -> right);
  }

  /** What else a template for conntrack says is kept as it was read. */
  static Target ct(Options options) {
    if (options.has("--notrack")) {
      return NoTrack.CT_NOTRACK;
    }
    StringBuilder text = new StringBuilder("-j CT");
    for (String option : options.names()) {
      String value = options.required(option, word -> word).value();
      text.append(' ').append(option).append(' ').append(value);
    }
    return new UnknownTarget("CT", text.toString());
  }

  private static String only(Options options) {
    if (options.names().size() != 1) {
      throw new IllegalArgumentException("one option is expected, not " + options.names());
    }
    return options.names().get(0);
  }
}
