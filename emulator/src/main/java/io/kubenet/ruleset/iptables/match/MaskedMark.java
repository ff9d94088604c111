package io.kubenet.ruleset.iptables.match;

/**
 * A mark and the bits of it that count: {@code 0x4000/0x4000}.
 *
 * @param value the mark
 * @param mask the bits
 */
public record MaskedMark(int value, int mask) {

  /** Whether a mark agrees in the bits that count. */
  public boolean matches(int mark) {
    return (mark & mask) == value;
  }

  /** The mark with the bits of the mask cleared, then those of the value flipped. */
  public int applyTo(int mark) {
    return (mark & ~mask) ^ value;
  }

  /** {@code 0x4000/0x4000}; without the mask where all bits count. */
  @Override
  public String toString() {
    return mask == -1 ? hex(value) : withMask();
  }

  /** {@code 0x4000/0xffffffff}. */
  public String withMask() {
    return hex(value) + "/" + hex(mask);
  }

  public static String hex(int bits) {
    return "0x" + Integer.toHexString(bits);
  }
}
