package io.kubenet.ruleset.iptables.match;

/** By which interface the packet came: {@code -i eth0}. */
public record InInterface(Negatable<InterfaceName> name) implements Match {

  @Override
  public String text() {
    return name.text("-i");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
