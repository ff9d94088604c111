package io.kubenet.net;

import java.util.Comparator;

/**
 * A block of addresses: those that share the first bits.
 *
 * @param address the first address; bits beyond the prefix are cleared when made
 * @param prefixLength how many bits are shared: 0 to 32, or 0 to 128
 */
public record Cidr(IpAddress address, int prefixLength) implements Comparable<Cidr> {

  private static final Comparator<Cidr> ORDER =
      Comparator.comparing(Cidr::address).thenComparing(Cidr::prefixLength);

  public Cidr {
    if (prefixLength < 0 || prefixLength > address.family().bits()) {
      throw new IllegalArgumentException(
          "'"
              + address
              + "/"
              + prefixLength
              + "': an "
              + address.family()
              + " prefix has 0 to "
              + address.family().bits()
              + " bits");
    }
    address = masked(address, prefixLength);
  }

  /**
   * Reads {@code ADDRESS/BITS}.
   *
   * @throws IllegalArgumentException if the text is no CIDR
   */
  public static Cidr of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9]\\d{0,2}")) {
      throw new IllegalArgumentException("'" + text + "' is no CIDR");
    }
    return new Cidr(
        IpAddress.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  /** The block of this address alone. */
  public static Cidr host(IpAddress address) {
    return new Cidr(address, address.family().bits());
  }

  /** All addresses of a family. */
  public static Cidr all(IpFamily family) {
    return new Cidr(new IpAddress(family, 0, 0), 0);
  }

  public IpFamily family() {
    return address.family();
  }

  /** Whether it holds one address alone. */
  public boolean isHost() {
    return prefixLength == family().bits();
  }

  public boolean contains(IpAddress other) {
    return other.family() == family()
        && (other.high() & highMask(family(), prefixLength)) == address.high()
        && (other.low() & lowMask(family(), prefixLength)) == address.low();
  }

  /** Whether every address of the other block is in this one. */
  public boolean contains(Cidr other) {
    return other.prefixLength >= prefixLength && contains(other.address);
  }

  /** Whether any address is in both blocks. */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /**
   * The block of a longer prefix at this place among those that it is divided into, counted from 0;
   * beyond the last it is outside.
   */
  public Cidr sub(int length, long index) {
    int shift = family().bits() - length;
    return shift < 64
        ? new Cidr(address.plus(index << shift), length)
        : new Cidr(
            new IpAddress(family(), address.high() + (index << (shift - 64)), address.low()),
            length);
  }

  /** The address at this place, counted from 0. */
  public IpAddress at(long index) {
    return address.plus(index);
  }

  @Override
  public int compareTo(Cidr other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }

  private static IpAddress masked(IpAddress address, int length) {
    IpFamily family = address.family();
    return new IpAddress(
        family, address.high() & highMask(family, length), address.low() & lowMask(family, length));
  }

  private static long highMask(IpFamily family, int length) {
    return family == IpFamily.IPV4 ? 0 : mask(Math.min(length, 64));
  }

  private static long lowMask(IpFamily family, int length) {
    return family == IpFamily.IPV4 ? mask(length) >>> 32 : mask(Math.max(length - 64, 0));
  }

  /** The first {@code length} of 64 bits. */
  private static long mask(int length) {
    return length == 0 ? 0 : -1L << (64 - length);
  }
}
