package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.Reachability.Cell;
import io.kubenet.Reachability.Share;
import io.kubenet.Reachability.Target;
import io.kubenet.Traffic.Ending;
import io.kubenet.chance.Fraction;
import io.kubenet.model.ClusterState;
import io.kubenet.trace.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries every connection of a reachability.
 *
 * @param state the cluster
 * @param trials tries connections
 */
record ReachabilitySurvey(ClusterState state, Trials trials) {

  Reachability reachability() {
    List<Target> columns = new ReachabilityTargets(state).list();
    List<TrafficClient> sources =
        TrafficClient.pods(state).collect(ImmutableList.toImmutableList());
    return new Reachability(
        sources.stream().map(source -> source.place().label()).toList(),
        columns,
        sources.stream().map(source -> row(source, columns)).toList());
  }

  private List<Cell> row(TrafficClient source, List<Target> columns) {
    return columns.stream()
        .map(target -> Door.of(Door.Kind.INSIDE, target.toString(), target))
        .map(door -> cell(trials.endings(source, door)))
        .collect(ImmutableList.toImmutableList());
  }

  private static Cell cell(List<Ending> endings) {
    Map<Outcome, Fraction> shares = new LinkedHashMap<>();
    endings.forEach(ending -> shares.merge(ending.outcome(), ending.probability(), Fraction::plus));
    return new Cell(
        shares.entrySet().stream()
            .map(share -> new Share(share.getKey(), share.getValue()))
            .collect(ImmutableList.toImmutableList()));
  }
}
