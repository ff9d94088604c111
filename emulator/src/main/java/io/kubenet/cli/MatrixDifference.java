package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.Reachability;
import io.kubenet.Reachability.Cell;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A connection of which two clusters make different things.
 *
 * @param from the pod that connects
 * @param to the port that it connects to
 * @param before what became of it; empty where there was no such connection
 * @param after what becomes of it now; empty where there is none any more
 */
record MatrixDifference(String from, String to, Optional<Cell> before, Optional<Cell> after) {

  private record Pair(String from, String to) {}

  static List<MatrixDifference> between(Reachability before, Reachability after) {
    Map<Pair, Cell> old = cells(before);
    Map<Pair, Cell> now = cells(after);
    Set<Pair> pairs = new LinkedHashSet<>(old.keySet());
    pairs.addAll(now.keySet());
    return pairs.stream()
        .filter(pair -> !Objects.equals(old.get(pair), now.get(pair)))
        .map(
            pair ->
                new MatrixDifference(
                    pair.from(),
                    pair.to(),
                    Optional.ofNullable(old.get(pair)),
                    Optional.ofNullable(now.get(pair))))
        .collect(ImmutableList.toImmutableList());
  }

  private static Map<Pair, Cell> cells(Reachability reachability) {
    Map<Pair, Cell> cells = new LinkedHashMap<>();
    for (int row = 0; row < reachability.sources().size(); row++) {
      List<Cell> line = reachability.rows().get(row);
      for (int column = 0; column < line.size(); column++) {
        String target = reachability.targets().get(column).toString();
        cells.put(new Pair(reachability.sources().get(row), target), line.get(column));
      }
    }
    return cells;
  }

  /** Whether the connection is made after, and was not before. */
  boolean isGain() {
    return isMade(after) && !isMade(before);
  }

  /** Whether the connection was made before, and is not after. */
  boolean isLoss() {
    return isMade(before) && !isMade(after);
  }

  private static boolean isMade(Optional<Cell> cell) {
    return cell.map(Cell::isEstablished).orElse(false);
  }
}
