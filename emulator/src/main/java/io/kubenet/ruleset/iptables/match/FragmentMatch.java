package io.kubenet.ruleset.iptables.match;

/**
 * Whether the packet is a second or further fragment: {@code -f}.
 *
 * @param isNegated whether it must be none: {@code ! -f}
 */
public record FragmentMatch(boolean isNegated) implements Match {

  @Override
  public String text() {
    return isNegated ? "! -f" : "-f";
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
