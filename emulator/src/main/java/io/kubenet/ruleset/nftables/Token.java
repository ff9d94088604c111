package io.kubenet.ruleset.nftables;

/**
 * A word or sign of a script.
 *
 * @param kind what it is
 * @param text its text; of a string, what is between the quotes
 * @param line the line that it is on
 * @param start where it begins in the script
 */
record Token(Kind kind, String text, int line, int start) {

  enum Kind {
    WORD,
    STRING,
    SIGN,
    /** A match or target of xtables that nft has no words for: a part of a rule alone. */
    REMARK,
    /** A line's end, or a semicolon. */
    SEPARATOR,
    END
  }

  /** Where it ends in the script. */
  int end() {
    return start + text.length() + (kind == Kind.STRING ? 2 : 0);
  }

  boolean is(String sign) {
    return kind != Kind.STRING && text.equals(sign);
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }

  /** The token as errors show it. */
  String shown() {
    return switch (kind) {
      case SEPARATOR -> "the end of the line";
      case END -> "the end of the text";
      case STRING -> '"' + text + '"';
      case WORD, SIGN, REMARK -> "'" + text + "'";
    };
  }
}
