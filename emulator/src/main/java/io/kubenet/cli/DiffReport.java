package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.Reachability.Cell;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a change changes, for people, and as JSON for machines.
 *
 * @param palette the colours of the text
 */
record DiffReport(Palette palette) {

  private static final String ABSENT = "not there";

  String text(List<MatrixDifference> differences) {
    long gains = differences.stream().filter(MatrixDifference::isGain).count();
    long losses = differences.stream().filter(MatrixDifference::isLoss).count();
    String summary =
        differences.isEmpty()
            ? "no connection changes"
            : "%d connections change: %d made, %d lost, %d otherwise"
                .formatted(differences.size(), gains, losses, differences.size() - gains - losses);
    return differences.stream()
        .map(difference -> lines(difference) + "\n")
        .collect(Collectors.joining("", "", summary));
  }

  private String lines(MatrixDifference difference) {
    String title = difference.from() + " -> " + difference.to();
    return sign(difference, title)
        + "\n    before  "
        + text(difference.before())
        + "\n    after   "
        + text(difference.after());
  }

  private String sign(MatrixDifference difference, String title) {
    if (difference.isGain()) {
      return palette.good("+ " + title);
    }
    return difference.isLoss() ? palette.bad("- " + title) : palette.suspicious("~ " + title);
  }

  private static String text(Optional<Cell> cell) {
    return cell.map(DiffReport::text).orElse(ABSENT);
  }

  private static String text(Cell cell) {
    return cell.verdict()
        + (cell.isLeftToChance() ? ", by chance" : "")
        + (cell.causes().isEmpty() ? "" : ": " + String.join("; ", cell.causes()));
  }

  /** A list of {@code {"from": ..., "to": ..., "before": ..., "after": ...}}. */
  static ArrayNode json(List<MatrixDifference> differences) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (MatrixDifference difference : differences) {
      ObjectNode object = array.addObject();
      object.put("from", "pod/" + difference.from());
      object.put("to", difference.to());
      describe(object, "before", difference.before());
      describe(object, "after", difference.after());
    }
    return array;
  }

  private static void describe(ObjectNode object, String when, Optional<Cell> cell) {
    if (cell.isEmpty()) {
      object.putNull(when);
      return;
    }
    ObjectNode node = object.putObject(when);
    node.put("verdict", cell.get().verdict().name());
    node.put("leftToChance", cell.get().isLeftToChance());
    ArrayNode causes = node.putArray("because");
    cell.get().causes().forEach(causes::add);
  }
}
