package io.kubenet.ruleset.iptables;

/** The protocol above IP: {@code -p tcp}. */
public record ProtocolMatch(Negatable<IpProtocol> protocol) implements Match {

  @Override
  public String text() {
    return protocol.text("-p");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
