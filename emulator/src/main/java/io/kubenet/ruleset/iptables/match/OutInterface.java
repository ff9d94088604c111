package io.kubenet.ruleset.iptables.match;

/** By which interface the packet leaves: {@code -o eth0}. */
public record OutInterface(Negatable<InterfaceName> name) implements Match {

  @Override
  public String text() {
    return name.text("-o");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
