package io.kubenet.ruleset;

/**
 * Ports from one to another.
 *
 * @param first the first
 * @param last the last; a range that ends before it starts holds none
 */
public record PortRange(int first, int last) {

  /** All ports. */
  public static final PortRange ALL = new PortRange(0, 65535);

  public PortRange {
    if (first < 0 || first > 65535 || last < 0 || last > 65535) {
      throw new IllegalArgumentException("ports " + first + ":" + last + " are not in 0-65535");
    }
  }

  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  public boolean contains(int port) {
    return first <= port && port <= last;
  }

  public boolean isOne() {
    return first == last;
  }

  /** {@code 80}, or {@code 80:90}. */
  @Override
  public String toString() {
    return text(":");
  }

  public String text(String separator) {
    return isOne() ? Integer.toString(first) : first + separator + last;
  }
}
