package io.kubenet.ruleset;

/** Rules of one host in one language. */
public interface Ruleset {

  /** The rules as the language's own tool lists them, each line ended. */
  String text();

  /**
   * The rules as the language's own tool takes them, whatever rules of theirs are there already.
   */
  default String script() {
    return text();
  }
}
