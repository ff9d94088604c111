package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** The words of a rule; text in quotes is one word. */
final class Tokens {

  private final List<String> words;
  private int next;

  private Tokens(List<String> words) {
    this.words = words;
  }

  static Tokens of(String line) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    int position = 0;
    while (position < line.length()) {
      if (Character.isWhitespace(line.charAt(position))) {
        position++;
      } else {
        StringBuilder word = new StringBuilder();
        position = scan(line, position, word);
        words.add(word.toString());
      }
    }
    return new Tokens(words.build());
  }

  boolean isAtEnd() {
    return next == words.size();
  }

  /** The next word; empty at the end. */
  String peek() {
    return isAtEnd() ? "" : words.get(next);
  }

  String next() {
    if (isAtEnd()) {
      throw new IllegalArgumentException("it ends where a word is missing");
    }
    return words.get(next++);
  }

  /** Reads a word; where it ends. */
  private static int scan(String line, int start, StringBuilder word) {
    boolean isQuoted = false;
    int i = start;
    while (i < line.length() && (isQuoted || !Character.isWhitespace(line.charAt(i)))) {
      char c = line.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == '\\' && isQuoted && i + 1 < line.length()) {
        i++;
        word.append(line.charAt(i));
      } else {
        word.append(c);
      }
      i++;
    }
    if (isQuoted) {
      throw new IllegalArgumentException("a quotation mark is not closed");
    }
    return i;
  }
}
