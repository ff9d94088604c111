package io.kubenet.ruleset.iptables.target;

import io.kubenet.ruleset.NatRange;

/**
 * Translates the source to an address of the interface that the packet leaves by: {@code -j
 * MASQUERADE --random-fully}.
 *
 * @param range the ports, and how one is chosen; without addresses
 */
public record Masquerade(NatRange range) implements Target {

  /** {@code -j MASQUERADE}. */
  public static final Masquerade PLAIN = new Masquerade(NatRange.NONE);

  /** {@code -j MASQUERADE --random-fully}. */
  public static final Masquerade RANDOM_FULLY =
      new Masquerade(NatRange.NONE.with(NatRange.Flag.RANDOM_FULLY));

  @Override
  public String text() {
    return "-j MASQUERADE" + Redirect.portOption(range) + range.options();
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
