package io.kubenet.ruleset.iptables.target;

import io.kubenet.ruleset.iptables.match.MaskedMark;

/**
 * Copies the packet's mark to its connection: {@code -j CONNMARK --save-mark}.
 *
 * @param packetMask which bits of the packet's mark are copied
 * @param connectionMask which bits of the connection's mark are cleared first
 */
public record SaveMark(int packetMask, int connectionMask) implements Target {

  @Override
  public String text() {
    return "-j CONNMARK --save-mark --nfmask "
        + MaskedMark.hex(packetMask)
        + " --ctmask "
        + MaskedMark.hex(connectionMask);
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
