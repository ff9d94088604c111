package io.kubenet.netfilter;

/** A rate that packets keep to, as a bucket that fills with time. */
public final class TokenBucket implements Memory<TokenBucket> {

  /**
   * How much a bucket holds.
   *
   * @param cost what a packet takes, in nanoseconds
   * @param capacity what there is at most, in nanoseconds
   */
  public record Size(long cost, long capacity) {}

  private long credit;
  private long filled;

  private TokenBucket(long credit, long filled) {
    this.credit = credit;
    this.filled = filled;
  }

  /** Whether the bucket of a key, full at first, has enough for another packet, which takes it. */
  public static boolean take(Passage passage, Object key, Size size) {
    long now = passage.now();
    return passage
        .recall(key, TokenBucket.class, () -> new TokenBucket(size.capacity(), now))
        .take(size, now);
  }

  private boolean take(Size size, long now) {
    credit = Math.min(size.capacity(), credit + now - filled);
    filled = now;
    if (credit < size.cost()) {
      return false;
    }
    credit -= size.cost();
    return true;
  }

  @Override
  public TokenBucket copy() {
    return new TokenBucket(credit, filled);
  }
}
