package io.kubenet.ruleset;

import io.kubenet.net.IpAddress;

/**
 * Addresses from one to another.
 *
 * @param first the first
 * @param last the last
 */
public record AddressRange(IpAddress first, IpAddress last) {

  public AddressRange {
    if (first.family() != last.family()) {
      throw new IllegalArgumentException(first + "-" + last + " mixes IP families");
    }
  }

  public static AddressRange of(IpAddress address) {
    return new AddressRange(address, address);
  }

  public boolean contains(IpAddress address) {
    return address.family() == first.family()
        && first.compareTo(address) <= 0
        && address.compareTo(last) <= 0;
  }

  public boolean isOne() {
    return first.equals(last);
  }

  /** {@code 10.0.0.1-10.0.0.9}. */
  @Override
  public String toString() {
    return first + "-" + last;
  }
}
