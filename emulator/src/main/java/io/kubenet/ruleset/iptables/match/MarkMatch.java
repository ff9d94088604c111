package io.kubenet.ruleset.iptables.match;

/** The packet's mark: {@code -m mark --mark 0x4000/0x4000}. */
public record MarkMatch(Negatable<MaskedMark> mark) implements Match {

  @Override
  public String text() {
    return "-m mark " + mark.text("--mark");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
