package io.kubenet.ruleset.iptables.match;

/**
 * Whether the packet came in by a port of a bridge: {@code -m physdev --physdev-is-in}.
 *
 * @param isIn whether it must have, or must not; its value is empty
 */
public record PhysdevMatch(Negatable<String> isIn) implements Match {

  /** {@code -m physdev ! --physdev-is-in}. */
  public static final PhysdevMatch NOT_IN = new PhysdevMatch(Negatable.not(""));

  @Override
  public String text() {
    return "-m physdev " + isIn.text("--physdev-is-in").strip();
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
