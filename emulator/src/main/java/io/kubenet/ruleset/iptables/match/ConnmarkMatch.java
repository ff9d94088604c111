package io.kubenet.ruleset.iptables.match;

/** The mark of the packet's connection: {@code -m connmark --mark 0x1}. */
public record ConnmarkMatch(Negatable<MaskedMark> mark) implements Match {

  @Override
  public String text() {
    return "-m connmark " + mark.text("--mark");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
