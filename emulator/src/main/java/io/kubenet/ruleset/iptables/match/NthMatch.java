package io.kubenet.ruleset.iptables.match;

/**
 * Every nth packet: {@code -m statistic --mode nth --every 3 --packet 1}.
 *
 * @param every n, and whether all others match instead
 * @param packet which of each n packets it is, counted from 0
 */
public record NthMatch(Negatable<Integer> every, int packet) implements Match {

  public NthMatch {
    if (every.value() < 1 || packet < 0 || packet >= every.value()) {
      throw new IllegalArgumentException(
          "packet " + packet + " of every " + every.value() + " does not exist");
    }
  }

  @Override
  public String text() {
    return "-m statistic --mode nth " + every.text("--every") + " --packet " + packet;
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
