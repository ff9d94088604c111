package io.kubenet.ruleset.nftables;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;

/** Cuts a script into tokens. */
final class Lexer {

  private static final CharMatcher SINGLE_SIGNS = CharMatcher.anyOf("{}(),|&^").precomputed();
  private static final CharMatcher COMPARING_SIGNS = CharMatcher.anyOf("=!<>").precomputed();
  private static final CharMatcher WORD_ENDS =
      SINGLE_SIGNS
          .or(COMPARING_SIGNS)
          .or(CharMatcher.anyOf(";\"#"))
          .or(CharMatcher.forPredicate(Character::isWhitespace))
          .precomputed();

  /**
   * What nft before 1.0.1 lists of xtables' matches and targets that it has no words for; such
   * rules always count.
   */
  private static final Pattern NO_WORDS_MATCH =
      Pattern.compile("#.* counter packets \\d+ bytes \\d+.*");

  private static final Pattern NO_WORDS_TARGET =
      Pattern.compile(".*counter packets \\d+ bytes \\d+ # ?+(?!handle \\d+$).*");

  private final String script;
  private final ImmutableList.Builder<Token> tokens = ImmutableList.builder();
  private int at;
  private int line = 1;

  private Lexer(String script) {
    this.script = script;
  }

  static ImmutableList<Token> tokens(String script) {
    Lexer lexer = new Lexer(script);
    while (lexer.at < script.length()) {
      lexer.step();
    }
    lexer.add(Token.Kind.SEPARATOR, "\n", lexer.at);
    lexer.add(Token.Kind.END, "", lexer.at);
    return lexer.tokens.build();
  }

  private void step() {
    char c = script.charAt(at);
    if (c == '\n' || c == ';') {
      separator(c);
    } else if (c == '#') {
      comment();
    } else if (c == '"') {
      string();
    } else if (c == '\\' && script.startsWith("\n", at + 1)) {
      at += 2;
      line++;
    } else if (SINGLE_SIGNS.matches(c)) {
      add(Token.Kind.SIGN, String.valueOf(c), at++);
    } else if (COMPARING_SIGNS.matches(c)) {
      comparison();
    } else if (Character.isWhitespace(c)) {
      at++;
    } else {
      word();
    }
  }

  /** Whether what follows a # on a line is a part of a rule. */
  static boolean isRemark(String text, String line) {
    return NO_WORDS_MATCH.matcher(text).matches() || NO_WORDS_TARGET.matcher(line).matches();
  }

  private void comment() {
    int end = endOf(CharMatcher.is('\n'), at);
    String text = script.substring(at, end);
    String whole = script.substring(script.lastIndexOf('\n', at) + 1, end);
    if (isRemark(text, whole)) {
      add(Token.Kind.REMARK, text.replaceFirst(" # handle \\d+$", "").strip(), at);
    }
    at = end;
  }

  private void separator(char c) {
    add(Token.Kind.SEPARATOR, String.valueOf(c), at++);
    line += c == '\n' ? 1 : 0;
  }

  private void string() {
    int end = script.indexOf('"', at + 1);
    if (end < 0 || script.substring(at, end).indexOf('\n') >= 0) {
      throw new IllegalArgumentException("line " + line + ": a quote is not closed");
    }
    add(Token.Kind.STRING, script.substring(at + 1, end), at);
    at = end + 1;
  }

  private void comparison() {
    int end = endOf(COMPARING_SIGNS.negate(), at);
    add(Token.Kind.SIGN, script.substring(at, end), at);
    at = end;
  }

  private void word() {
    int end = endOf(WORD_ENDS, at);
    String word = script.substring(at, end);
    if (word.startsWith("\\")) {
      throw new IllegalArgumentException("line " + line + ": a backslash that ends no line");
    }
    boolean hasColon = word.length() > 1 && word.endsWith(":") && !word.endsWith("::");
    if (hasColon) {
      add(Token.Kind.WORD, word.substring(0, word.length() - 1), at);
      add(Token.Kind.WORD, ":", end - 1);
    } else {
      add(Token.Kind.WORD, word, at);
    }
    at = end;
  }

  private int endOf(CharMatcher ends, int from) {
    int end = ends.indexIn(script, from);
    return end < 0 ? script.length() : end;
  }

  private void add(Token.Kind kind, String text, int start) {
    tokens.add(new Token(kind, text, line, start));
  }
}
