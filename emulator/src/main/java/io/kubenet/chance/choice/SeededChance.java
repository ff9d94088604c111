package io.kubenet.chance.choice;

/**
 * Chance by a seed: the same seed makes the same decisions in the same order, on every JDK.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014), with the constants of the authors' reference: gamma 0x9e3779b97f4a7c15
 * and Stafford's mix 13.
 */
public final class SeededChance implements Chance {

  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  public SeededChance(long seed) {
    this.state = seed;
  }

  /** The next 64 random bits. */
  public long nextLong() {
    state += GAMMA;
    long z = state;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** Chance of its own for one part, so that what others draw does not shift what it draws. */
  public SeededChance split() {
    return new SeededChance(nextLong());
  }

  /** Chance that will decide as this one will. */
  public SeededChance copy() {
    return new SeededChance(state);
  }

  @Override
  public int choose(Choice choice) {
    return choice.at(nextLong() >>> 1);
  }

  @Override
  public int draw(int bound) {
    return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
  }
}
