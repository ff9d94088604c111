package io.kubenet.ruleset.iptables.match;

import com.google.common.base.CharMatcher;

/** Text that a person wrote into a rule, such as a comment. */
public final class Quoted {

  private static final CharMatcher PLAIN =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("_-"));

  private static final CharMatcher ESCAPED = CharMatcher.anyOf("\"'\\");

  private Quoted() {}

  /** The text as xtables_save_string of iptables 1.8.9 prints it: in quotes where it needs them. */
  public static String text(String value) {
    if (!value.isEmpty() && PLAIN.matchesAllOf(value)) {
      return value;
    }
    return "\"" + (ESCAPED.matchesNoneOf(value) ? value : escaped(value)) + "\"";
  }

  /** A word that stands as it is where it stays one word so. */
  public static String word(String value) {
    return value.matches("[^\\s\"'\\\\]+") ? value : text(value);
  }

  private static String escaped(String value) {
    return value.replaceAll("([\"'\\\\])", "\\\\$1");
  }
}
