package io.kubenet.cli;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Where text for people is shown.
 *
 * @param palette its colours
 * @param width how many letters fit in a line; empty where lines have no end
 */
record Screen(Palette palette, Optional<Integer> width) {

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[\\d+m");
  private static final Pattern CELL = Pattern.compile("(?<=\\S)  +(?=\\S)|^ +");
  private static final int HANGING = 4;

  static Screen of(CommandLine line) {
    Terminal terminal = ((Main) line.getCommandSpec().root().userObject()).terminal();
    return new Screen(new Palette(terminal.ansi()), terminal.width());
  }

  /** The text with lines that fit: what is too long goes on below its last column. */
  String fit(String text) {
    return width
        .map(letters -> text.lines().map(line -> fit(line, letters)).collect(joining("\n")))
        .orElse(text);
  }

  private static String fit(String line, int width) {
    if (length(line) <= width) {
      return line;
    }
    int hanging = hanging(line, width);
    StringBuilder fitted = new StringBuilder();
    int column = 0;
    for (String word : line.substring(indent(line)).split(" ", -1)) {
      boolean isFirst = fitted.isEmpty();
      if (!isFirst && column + 1 + length(word) > width && column > hanging) {
        fitted.append('\n').append(" ".repeat(hanging));
        column = hanging;
        isFirst = true;
      }
      String gap = isFirst ? (column == 0 ? " ".repeat(indent(line)) : "") : " ";
      fitted.append(gap).append(word);
      column += gap.length() + length(word);
    }
    return fitted.toString();
  }

  /** Where a line goes on: where its last column begins that leaves room for words. */
  private static int hanging(String line, int width) {
    String plain = COLOUR.matcher(line).replaceAll("");
    Matcher cell = CELL.matcher(plain);
    int hanging = indent(line) + HANGING;
    while (cell.find()) {
      if (cell.start() > 0 && cell.end() <= width / 2) {
        hanging = cell.end();
      }
    }
    return hanging;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static int length(String text) {
    return COLOUR.matcher(text).replaceAll("").length();
  }
}
