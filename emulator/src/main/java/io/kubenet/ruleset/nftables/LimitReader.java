package io.kubenet.ruleset.nftables;

import java.util.Optional;

/** Reads rates: {@code rate [over] RATE/UNIT [burst NUMBER packets]}. */
final class LimitReader {

  private final Tokens tokens;

  LimitReader(Tokens tokens) {
    this.tokens = tokens;
  }

  /** What a limit that has a name says; empty where it counts bytes, which is not modelled. */
  static Optional<Limit> ofObject(Verbatim object) {
    return object.lines().stream()
        .filter(line -> line.startsWith("rate "))
        .findFirst()
        .flatMap(LimitReader::ofPackets)
        .map(limit -> limit.named(object.name()));
  }

  private static Optional<Limit> ofPackets(String line) {
    try {
      return Optional.of(new LimitReader(new Tokens(line)).read());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Limit read() {
    tokens.expect("rate");
    boolean isOver = tokens.passes("over");
    String rate = tokens.word("a rate");
    int slash = rate.indexOf('/');
    Optional<Limit.Unit> unit = Limit.Unit.of(rate.substring(slash + 1));
    if (unit.isEmpty() || !rate.substring(0, slash).matches("[1-9]\\d{0,8}")) {
      throw tokens.error("'" + rate + "' is no rate of packets");
    }
    long burst = Limit.DEFAULT_BURST;
    if (tokens.passes("burst")) {
      burst = tokens.number("a number");
      tokens.expect("packets");
    }
    return new Limit(Long.parseLong(rate.substring(0, slash)), unit.get(), burst, isOver, "");
  }
}
