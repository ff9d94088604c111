package io.kubenet;

import com.google.common.base.Strings;
import com.google.common.collect.Lists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A reachability as a table that fits a terminal: numbers for columns, signs for cells. */
final class ReachabilityText {

  private static final int COLUMNS_IN_A_BLOCK = 20;
  private static final String LEGEND =
      "+ established   - timed out   x refused   ! fails otherwise   ~ left to chance\n";

  private final Reachability reachability;
  private final int labelWidth;
  private final int cellWidth;

  ReachabilityText(Reachability reachability) {
    this.reachability = reachability;
    this.labelWidth = reachability.sources().stream().mapToInt(String::length).max().orElse(0);
    this.cellWidth = Integer.toString(reachability.targets().size()).length() + 1;
  }

  String text() {
    return String.join("\n", blocks(), targets(), LEGEND, causes()).stripTrailing() + "\n";
  }

  private String blocks() {
    List<Integer> columns = IntStream.range(0, reachability.targets().size()).boxed().toList();
    return Lists.partition(columns, COLUMNS_IN_A_BLOCK).stream()
        .map(this::block)
        .collect(Collectors.joining("\n"));
  }

  private String block(List<Integer> columns) {
    StringBuilder block = new StringBuilder(" ".repeat(labelWidth));
    columns.forEach(column -> block.append(padded(Integer.toString(column + 1))));
    block.append('\n');
    for (int row = 0; row < reachability.sources().size(); row++) {
      block.append(Strings.padEnd(reachability.sources().get(row), labelWidth, ' '));
      for (int column : columns) {
        block.append(padded(reachability.rows().get(row).get(column).sign()));
      }
      block.append('\n');
    }
    return block.toString();
  }

  private String padded(String text) {
    return Strings.padStart(text, cellWidth, ' ');
  }

  private String targets() {
    return IntStream.range(0, reachability.targets().size())
        .mapToObj(
            i -> padded(Integer.toString(i + 1)) + "  " + reachability.targets().get(i) + "\n")
        .collect(Collectors.joining());
  }

  private String causes() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    reachability.rows().stream()
        .flatMap(List::stream)
        .flatMap(cell -> cell.causes().stream())
        .forEach(cause -> counts.merge(cause, 1, Integer::sum));
    return counts.entrySet().stream()
        .map(
            entry ->
                Strings.padStart(entry.getValue() + "x", 6, ' ') + "  " + entry.getKey() + "\n")
        .collect(Collectors.joining());
  }
}
