package io.kubenet.ruleset.iptables.match;

/** Where the packet comes from: {@code -s 10.0.0.0/8}. */
public record Source(Negatable<AddressMask> addresses) implements Match {

  @Override
  public String text() {
    return addresses.text("-s");
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
