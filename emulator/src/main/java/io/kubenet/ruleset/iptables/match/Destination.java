package io.kubenet.ruleset.iptables.match;

/** Where the packet goes: {@code -d 10.0.0.1/32}. */
public record Destination(Negatable<AddressMask> addresses) implements Match {

  @Override
  public String text() {
    return addresses.text("-d");
  }

  @Override
  public boolean isAlways() {
    return addresses.value().isAll() && !addresses.isNegated();
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
