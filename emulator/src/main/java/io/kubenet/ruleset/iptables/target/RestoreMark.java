package io.kubenet.ruleset.iptables.target;

import io.kubenet.ruleset.iptables.match.MaskedMark;

/**
 * Copies the mark of the packet's connection to it: {@code -j CONNMARK --restore-mark}.
 *
 * @param packetMask which bits of the packet's mark are cleared first
 * @param connectionMask which bits of the connection's mark are copied
 */
public record RestoreMark(int packetMask, int connectionMask) implements Target {

  @Override
  public String text() {
    return "-j CONNMARK --restore-mark --nfmask "
        + MaskedMark.hex(packetMask)
        + " --ctmask "
        + MaskedMark.hex(connectionMask);
  }

  @Override
  public <T> T accept(TargetVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
