package io.kubenet.ruleset.iptables.match;

import java.util.Optional;

/**
 * The virtual server of ip_vs that the packet's connection is of: {@code -m ipvs --vproto 6 --vaddr
 * 198.51.100.12 --vport 80}.
 *
 * @param protocol its protocol's number
 * @param address its address
 * @param port its port
 */
public record IpvsMatch(
    Optional<Negatable<Integer>> protocol,
    Optional<Negatable<AddressMask>> address,
    Optional<Negatable<Integer>> port)
    implements Match {

  @Override
  public String text() {
    return "-m ipvs"
        + protocol.map(number -> " " + number.text("--vproto")).orElse("")
        + address.map(mask -> " " + mask.map(IpvsMatch::plain).text("--vaddr")).orElse("")
        + port.map(number -> " " + number.text("--vport")).orElse("");
  }

  /** A single address is printed without its mask. */
  private static String plain(AddressMask mask) {
    return mask.toString().replaceFirst("/(?:32|128)$", "");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
