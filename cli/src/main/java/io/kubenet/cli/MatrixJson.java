package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.Reachability;
import io.kubenet.Reachability.Cell;
import io.kubenet.Reachability.Share;
import io.kubenet.Reachability.Target;
import io.kubenet.finding.ForeignPolicy;
import io.kubenet.trace.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A reachability as JSON for machines: a list of cells, source by source. */
final class MatrixJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MatrixJson() {}

  static ArrayNode of(Reachability reachability, Unheeded unheeded) {
    ArrayNode cells = NODES.arrayNode();
    for (int row = 0; row < reachability.sources().size(); row++) {
      List<Cell> line = reachability.rows().get(row);
      for (int column = 0; column < line.size(); column++) {
        ObjectNode object = cells.addObject().put("from", "pod/" + reachability.sources().get(row));
        describe(reachability.targets().get(column), object);
        describe(line.get(column), object);
        Unheeded.put(
            unheeded(
                unheeded,
                reachability.sources().get(row),
                reachability.targets().get(column),
                line.get(column)),
            object);
      }
    }
    return cells;
  }

  private static List<ForeignPolicy> unheeded(
      Unheeded unheeded, String source, Target target, Cell cell) {
    return cell.verdict() == Verdict.ESTABLISHED || cell.isLeftToChance()
        ? unheeded.between(
            Stream.of(source, target.name())
                .flatMap(name -> Unheeded.namespaceOf(name).stream())
                .collect(ImmutableSet.toImmutableSet()))
        : ImmutableList.of();
  }

  private static void describe(Target target, ObjectNode object) {
    object.put("to", target.kind().name().toLowerCase(Locale.ROOT) + "/" + target.name());
    object.put("address", target.address().toString());
    object.put("port", target.port());
    object.put("protocol", target.protocol().name());
  }

  private static void describe(Cell cell, ObjectNode object) {
    object.put("established", cell.isEstablished());
    ArrayNode outcomes = object.putArray("outcomes");
    for (Share share : cell.shares()) {
      ObjectNode outcome = outcomes.addObject().put("verdict", share.outcome().verdict().name());
      if (share.outcome().verdict() != Verdict.ESTABLISHED) {
        outcome.put("because", share.outcome().because());
      }
      FractionJson.put(share.probability(), outcome);
    }
  }
}
