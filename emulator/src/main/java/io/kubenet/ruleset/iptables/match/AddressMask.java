package io.kubenet.ruleset.iptables.match;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;

/**
 * Addresses that agree in the bits of a mask, which need not be the first ones.
 *
 * @param address the address; bits outside the mask are cleared when made
 * @param mask the mask
 */
public record AddressMask(IpAddress address, IpAddress mask) {

  private static final IpAddress IPV4_ONES = IpAddress.ipv4(0xffff_ffffL);
  private static final IpAddress IPV6_ONES = new IpAddress(IpFamily.IPV6, -1, -1);

  public AddressMask {
    address = and(address, mask);
  }

  public static AddressMask of(Cidr cidr) {
    return new AddressMask(
        cidr.address(),
        cidr.isHost() ? ones(cidr.family()) : prefixMask(cidr.family(), cidr.prefixLength()));
  }

  /** Whether the address agrees in the bits of the mask. */
  public boolean contains(IpAddress other) {
    return other.family() == address.family()
        && (other.high() & mask.high()) == address.high()
        && (other.low() & mask.low()) == address.low();
  }

  /** Whether it holds one address alone. */
  public boolean isHost() {
    return prefixLength() == address.family().bits();
  }

  /** Whether every address of the family is in it. */
  public boolean isAll() {
    return mask.isUnspecified();
  }

  /** {@code 10.0.0.0/8}; with the mask written out where it is no prefix. */
  @Override
  public String toString() {
    int length = prefixLength();
    return address + "/" + (length < 0 ? mask.toString() : Integer.toString(length));
  }

  /** The length of the prefix that the mask is, or -1. */
  private int prefixLength() {
    int length = Long.bitCount(mask.high()) + Long.bitCount(mask.low());
    boolean isPrefix =
        length == mask.family().bits() || prefixMask(mask.family(), length).equals(mask);
    return isPrefix ? length : -1;
  }

  /** The mask whose first bits are set. */
  public static IpAddress prefixMask(IpFamily family, int length) {
    return new Cidr(ones(family), length).address();
  }

  private static IpAddress ones(IpFamily family) {
    return family == IpFamily.IPV4 ? IPV4_ONES : IPV6_ONES;
  }

  private static IpAddress and(IpAddress left, IpAddress right) {
    if (left.family() != right.family()) {
      throw new IllegalArgumentException(left + "/" + right + " mixes IP families");
    }
    return new IpAddress(left.family(), left.high() & right.high(), left.low() & right.low());
  }
}
