package io.kubenet.cli;

import picocli.CommandLine.Help.Ansi;

/**
 * The colours of text for people.
 *
 * @param ansi whether there are colours
 */
record Palette(Ansi ansi) {

  /** What works, and what is new. */
  String good(String text) {
    return coloured("32", text);
  }

  /** What fails, and what is gone. */
  String bad(String text) {
    return coloured("31", text);
  }

  String suspicious(String text) {
    return coloured("33", text);
  }

  String strong(String text) {
    return coloured("1", text);
  }

  String faint(String text) {
    return coloured("2", text);
  }

  private String coloured(String code, String text) {
    return ansi.enabled() && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
