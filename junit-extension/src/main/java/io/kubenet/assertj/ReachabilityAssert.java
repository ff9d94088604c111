package io.kubenet.assertj;

import io.kubenet.Reachability;
import io.kubenet.Reachability.Cell;
import io.kubenet.assertj.ReachabilityTable.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** Assertions on who reaches what. */
public class ReachabilityAssert extends AbstractAssert<ReachabilityAssert, Reachability> {

  public ReachabilityAssert(Reachability actual) {
    super(actual, ReachabilityAssert.class);
  }

  /**
   * Verifies that the cells which a table names are as it says. The first line names targets, each
   * line below a source and its cells, with bars between; a star stands for any text:
   *
   * <pre>
   *              | shop/api:80 | shop/db:5432
   *   shop/web-* | +           | -
   *   shop/api-* | x           | +
   * </pre>
   *
   * <p>The signs are those of the table that a reachability prints: {@code +} established, {@code
   * -} timed out, {@code x} refused, {@code !} another failure, {@code ~} left to chance.
   */
  public ReachabilityAssert hasTable(String table) {
    isNotNull();
    List<Expected> cells = ReachabilityTable.parse(table).cells();
    List<String> differences = cells.stream().flatMap(this::differences).toList();
    if (!differences.isEmpty()) {
      failWithMessage(
          "%nExpected reachability to be as the table says, but these cells differ:%n  %s",
          String.join("\n  ", differences));
    }
    return myself;
  }

  private Stream<String> differences(Expected expected) {
    List<String> targets = actual.targets().stream().map(Object::toString).toList();
    List<String> meant = ReachabilityTable.meant(expected.target(), targets);
    return ReachabilityTable.meant(expected.source(), actual.sources()).stream()
        .flatMap(source -> meant.stream().map(target -> difference(expected, source, target)))
        .filter(difference -> !difference.isEmpty());
  }

  private String difference(Expected expected, String source, String target) {
    Cell cell = actual.cell(source, target);
    return cell.sign().equals(expected.sign())
        ? ""
        : source
            + " -> "
            + target
            + "  expected "
            + expected.sign()
            + " but was "
            + cell.sign()
            + why(cell);
  }

  /**
   * Verifies that exactly these connections are established, whatever chance decides: {@code
   * shop/web-1 -> shop/api:80}.
   */
  public ReachabilityAssert allowsExactly(String... connections) {
    isNotNull();
    List<String> wanted = List.of(connections);
    List<String> established = actual.established();
    List<String> differences = new ArrayList<>();
    wanted.stream()
        .filter(connection -> !established.contains(connection))
        .forEach(connection -> differences.add("missing  " + connection + whyNot(connection)));
    established.stream()
        .filter(connection -> !wanted.contains(connection))
        .forEach(connection -> differences.add("too many " + connection));
    if (!differences.isEmpty()) {
      failWithMessage(
          "%nExpected exactly the named connections to be established, but:%n  %s",
          String.join("\n  ", differences));
    }
    return myself;
  }

  private String whyNot(String connection) {
    int arrow = connection.indexOf(" -> ");
    if (arrow < 0) {
      throw new IllegalArgumentException("'" + connection + "' is not SOURCE -> TARGET");
    }
    return why(actual.cell(connection.substring(0, arrow), connection.substring(arrow + 4)));
  }

  private static String why(Cell cell) {
    return cell.causes().isEmpty() ? "" : ": " + String.join("; ", cell.causes());
  }
}
