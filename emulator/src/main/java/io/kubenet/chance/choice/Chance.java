package io.kubenet.chance.choice;

import java.util.Optional;

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

  /**
   * Is told that what follows depends on more than decisions: on what earlier computations left
   * behind, or on a number that was drawn. The same decisions may lead elsewhere the next time.
   */
  default void dependOnMore() {}

  /**
   * Whether something holds that nobody knows, where one way or the other is supposed ({@link
   * Suppositions}); empty where nothing is.
   *
   * @param question what is asked; the answers to equal questions are equal
   */
  default Optional<Boolean> suppose(Object question) {
    return Optional.empty();
  }
}
