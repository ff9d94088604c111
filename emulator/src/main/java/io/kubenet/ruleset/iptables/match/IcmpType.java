package io.kubenet.ruleset.iptables.match;

import io.kubenet.ruleset.PortRange;

/**
 * A type of ICMP message, with a range of its codes.
 *
 * @param type the type; 255 for any
 * @param codes the codes
 */
public record IcmpType(int type, PortRange codes) {

  private static final PortRange ALL_CODES = new PortRange(0, 255);

  /** Any type. */
  public static final IcmpType ANY = new IcmpType(255, ALL_CODES);

  /** A type with all its codes. */
  public static IcmpType of(int type) {
    return new IcmpType(type, ALL_CODES);
  }

  public static IcmpType of(int type, int code) {
    return new IcmpType(type, PortRange.of(code));
  }

  public boolean matches(int otherType, int code) {
    return type == 255 || (type == otherType && codes.contains(code));
  }

  /** {@code 8}, {@code 3/4}, or {@code any}. */
  @Override
  public String toString() {
    if (type == 255) {
      return "any";
    }
    return codes.equals(ALL_CODES) ? Integer.toString(type) : type + "/" + codes.first();
  }
}
