package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tokens of a script, read one after the other. */
final class Tokens {

  /** A comment of a script, which no quote closes behind. */
  private static final Pattern COMMENT = Pattern.compile("#[^\"]*$");

  private static final ImmutableList<String> META_MARK_SET =
      ImmutableList.of("meta", "mark", "set");
  private static final ImmutableList<String> CT_MARK_SET = ImmutableList.of("ct", "mark", "set");

  private final String script;
  private final ImmutableList<Token> tokens;
  private int at;

  Tokens(String script) {
    this.script = script;
    this.tokens = Lexer.tokens(script);
  }

  Token peek() {
    return tokens.get(at);
  }

  boolean isNext(String sign) {
    return peek().is(sign);
  }

  boolean isAfterNext(String sign) {
    return tokens.get(Math.min(at + 1, tokens.size() - 1)).is(sign);
  }

  /** The text of the token that many places further. */
  String textAfter(int places) {
    return tokens.get(Math.min(at + places, tokens.size() - 1)).text();
  }

  /** Whether a statement ends here. */
  boolean isAtEnd() {
    Token.Kind kind = peek().kind();
    return kind == Token.Kind.SEPARATOR || kind == Token.Kind.END || isNext("}");
  }

  boolean isAtEndOfText() {
    return peek().kind() == Token.Kind.END;
  }

  Token next() {
    Token token = peek();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  /** Whether these follow one another from here on. */
  boolean areNext(List<String> signs) {
    for (int i = 0; i < signs.size(); i++) {
      if (!tokens.get(Math.min(at + i, tokens.size() - 1)).is(signs.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Passes the sign if it is next; whether it was. */
  boolean passes(String sign) {
    boolean isThere = isNext(sign);
    if (isThere) {
      next();
    }
    return isThere;
  }

  void expect(String sign) {
    if (!passes(sign)) {
      throw error("expected '" + sign + "', found " + peek().shown());
    }
  }

  /** The next word. */
  String word(String what) {
    if (!peek().isWord()) {
      throw error("expected " + what + ", found " + peek().shown());
    }
    return next().text();
  }

  /** The next word or string. */
  String text(String what) {
    return peek().kind() == Token.Kind.STRING ? next().text() : word(what);
  }

  int number(String what) {
    String text = word(what);
    if (!text.matches("-?\\d{1,9}")) {
      throw error("expected " + what + ", found '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  void skipSeparators() {
    while (peek().kind() == Token.Kind.SEPARATOR) {
      next();
    }
  }

  /** Reads items between braces, each on its own line. */
  void block(Runnable item) {
    expect("{");
    skipSeparators();
    while (!passes("}")) {
      if (isAtEndOfText()) {
        throw error("expected '}', found " + peek().shown());
      }
      item.run();
      skipSeparators();
    }
  }

  /** Passes a block; gives its lines as they were written, without indentation and comments. */
  List<String> linesOfBlock() {
    expect("{");
    int start = peek().start();
    int depth = 1;
    while (depth > 0 && !isAtEndOfText()) {
      depth += isNext("{") ? 1 : isNext("}") ? -1 : 0;
      next();
    }
    if (depth > 0) {
      throw error("expected '}', found " + peek().shown());
    }
    return script
        .substring(start, tokens.get(at - 1).start())
        .lines()
        .map(Tokens::withoutComment)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.collectingAndThen(Collectors.toList(), Tokens::joined));
  }

  private static String withoutComment(String line) {
    Matcher comment = COMMENT.matcher(line);
    boolean isComment = comment.find() && !Lexer.isRemark(comment.group(), line);
    return (isComment ? line.substring(0, comment.start()) : line).strip();
  }

  /** Elements stand one a line in some versions of nft, and side by side in others. */
  private static List<String> joined(List<String> lines) {
    List<String> joined = new ArrayList<>();
    for (String line : lines) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).endsWith(",") && joined.get(last).contains("{")) {
        joined.set(last, joined.get(last) + " " + line);
      } else {
        joined.add(line);
      }
    }
    return ImmutableList.copyOf(joined);
  }

  int position() {
    return at;
  }

  void returnTo(int position) {
    at = position;
  }

  /**
   * Passes the next token and all up to one of some words, or to the end of the rule; gives it as
   * it was written.
   */
  String upTo(Set<String> ends) {
    int start = peek().start();
    int depth = 0;
    do {
      depth += isNext("{") ? 1 : isNext("}") ? -1 : 0;
      next();
    } while (!isAtEndOfText() && (depth > 0 || !isStatementOver(ends)));
    return script.substring(start, Math.min(tokens.get(at - 1).end(), script.length())).strip();
  }

  private boolean isStatementOver(Set<String> ends) {
    return isAtEnd()
        || ends.contains(peek().text())
        || areNext(META_MARK_SET)
        || areNext(CT_MARK_SET);
  }

  IllegalArgumentException error(String message) {
    return new IllegalArgumentException("line " + peek().line() + ": " + message);
  }
}
