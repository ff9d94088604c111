package io.kubenet.ruleset.nftables;

import java.util.Optional;

/**
 * Rejects the packet.
 *
 * @param with what the sender is sent, as {@code reject with} names it; empty for an ICMP port
 *     unreachable
 */
public record Reject(Optional<String> with) implements Statement {

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.reject(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append("reject");
    with.ifPresent(what -> out.append(" with ").append(what));
  }
}
