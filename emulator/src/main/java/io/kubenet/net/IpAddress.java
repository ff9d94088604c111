package io.kubenet.net;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;

/**
 * An IPv4 or IPv6 address.
 *
 * @param family the family
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low the last 64 bits of an IPv6 address; the 32 bits of an IPv4 address
 */
public record IpAddress(IpFamily family, long high, long low) implements Comparable<IpAddress> {

  private static final Comparator<IpAddress> ORDER =
      Comparator.comparing(IpAddress::family)
          .thenComparing(IpAddress::high, Long::compareUnsigned)
          .thenComparing(IpAddress::low, Long::compareUnsigned);

  private static final long IPV4_MASK = 0xffff_ffffL;

  public IpAddress {
    if (family == IpFamily.IPV4 && (high != 0 || (low & ~IPV4_MASK) != 0)) {
      throw new IllegalArgumentException("an IPv4 address has 32 bits");
    }
  }

  /**
   * Reads an address as Go's netip.ParseAddr does: dotted decimal without leading zeros, or IPv6.
   *
   * @throws IllegalArgumentException if the text is no address
   */
  public static IpAddress of(String text) {
    InetAddress address;
    try {
      address = InetAddresses.forString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is no IP address", e);
    }
    return ofBytes(address.getAddress());
  }

  /** Whether the text is an address that {@link #of} reads. */
  public static boolean isAddress(String text) {
    return InetAddresses.isInetAddress(text);
  }

  /** An address of 4 or 16 bytes in network order. */
  public static IpAddress ofBytes(byte[] bytes) {
    return switch (bytes.length) {
      case 4 -> ipv4(Integer.toUnsignedLong(Ints.fromByteArray(bytes)));
      case 16 ->
          new IpAddress(
              IpFamily.IPV6,
              Longs.fromByteArray(bytes),
              Longs.fromBytes(
                  bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14],
                  bytes[15]));
      default ->
          throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
    };
  }

  /** The IPv4 address of these 32 bits. */
  public static IpAddress ipv4(long bits) {
    return new IpAddress(IpFamily.IPV4, 0, bits);
  }

  public boolean isIpv4() {
    return family == IpFamily.IPV4;
  }

  public boolean isIpv6() {
    return family == IpFamily.IPV6;
  }

  /** Whether it is in 127.0.0.0/8, or is ::1. */
  public boolean isLoopback() {
    return isIpv4() ? low >>> 24 == 127 : high == 0 && low == 1;
  }

  /** Whether it is in 224.0.0.0/4 or ff00::/8. */
  public boolean isMulticast() {
    return isIpv4() ? low >>> 28 == 0xe : high >>> 56 == 0xff;
  }

  /** Whether it is in 169.254.0.0/16 or fe80::/10. */
  public boolean isLinkLocal() {
    return isIpv4() ? low >>> 16 == 0xa9fe : high >>> 54 == 0x3fa;
  }

  /** Whether it is 0.0.0.0 or ::. */
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  /**
   * The address that many places further, wrapping within the family.
   *
   * @param offset how many addresses further; may be negative
   */
  public IpAddress plus(long offset) {
    if (isIpv4()) {
      return ipv4((low + offset) & IPV4_MASK);
    }
    long sum = low + offset;
    long carry = offset >= 0 && Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    long borrow = offset < 0 && Long.compareUnsigned(sum, low) > 0 ? 1 : 0;
    return new IpAddress(IpFamily.IPV6, high + carry - borrow, sum);
  }

  /** The 4 or 16 bytes in network order. */
  public byte[] bytes() {
    if (isIpv4()) {
      return Ints.toByteArray((int) low);
    }
    return Bytes.concat(Longs.toByteArray(high), Longs.toByteArray(low));
  }

  @Override
  public int compareTo(IpAddress other) {
    return ORDER.compare(this, other);
  }

  /** Dotted decimal, or the text of RFC 5952. */
  @Override
  public String toString() {
    if (isIpv4()) {
      return (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
    }
    try {
      return InetAddresses.toAddrString(Inet6Address.getByAddress(null, bytes(), -1));
    } catch (UnknownHostException e) {
      throw new AssertionError("16 bytes are an IPv6 address", e);
    }
  }
}
