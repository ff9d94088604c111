package io.kubenet.chance;

/**
 * Where everything that is not determined asks for a decision.
 *
 * <p>Code that carries a packet is written as if it followed one way. Whether that way is the one
 * that a seed chose ({@link SeededChance}) or one of all ({@link Exploration}) is the affair of the
 * chance that it is given.
 */
public interface Chance {

  /** Decides: the index of the alternative that is taken. */
  int choose(Choice choice);

  /**
   * A number from 0 to {@code bound - 1} that no outcome depends on, such as a source port.
   *
   * @param bound over 0
   */
  int draw(int bound);
}
