package io.kubenet.assertj;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A reachability as a test writes it: targets in the first line, a source and its signs in each
 * line below, with bars between them. A star in a name stands for any text.
 *
 * @param cells every cell, line by line
 */
record ReachabilityTable(List<Expected> cells) {

  private static final Splitter BARS = Splitter.on('|').trimResults();

  /** What a cell should be. */
  record Expected(String source, String target, String sign) {}

  static ReachabilityTable parse(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    List<String> targets = BARS.splitToList(lines.get(0));
    List<Expected> cells = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      cells.addAll(row(targets, BARS.splitToList(line), line));
    }
    return new ReachabilityTable(ImmutableList.copyOf(cells));
  }

  private static List<Expected> row(List<String> targets, List<String> signs, String line) {
    if (signs.size() != targets.size()) {
      throw new IllegalArgumentException(
          "the first line has "
              + (targets.size() - 1)
              + " targets, '"
              + line.strip()
              + "' has "
              + (signs.size() - 1)
              + " cells");
    }
    List<Expected> row = new ArrayList<>();
    for (int i = 1; i < targets.size(); i++) {
      row.add(new Expected(signs.get(0), targets.get(i), signs.get(i)));
    }
    return row;
  }

  /** The names that one with stars stands for. */
  static List<String> meant(String name, List<String> names) {
    String pattern =
        Splitter.on('*').splitToStream(name).map(Pattern::quote).collect(Collectors.joining(".*"));
    List<String> meant = names.stream().filter(known -> known.matches(pattern)).toList();
    if (meant.isEmpty()) {
      throw new IllegalArgumentException(
          "the table names '" + name + "'; there are: " + String.join(", ", names));
    }
    return meant;
  }
}
