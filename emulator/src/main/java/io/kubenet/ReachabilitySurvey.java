package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.Reachability.Cell;
import io.kubenet.Reachability.Share;
import io.kubenet.Reachability.Target;
import io.kubenet.chance.Exploration;
import io.kubenet.chance.Fraction;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Place;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Pod;
import io.kubenet.net.IpPort;
import io.kubenet.trace.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tries every connection of a reachability; pods that nothing tells apart are tried once. */
final class ReachabilitySurvey {

  private final ClusterState state;
  private final Function<Attempt, List<Exploration.Way<Exchange>>> network;
  private final ReachabilityTargets targets;
  private final AlikePods alike;
  private final Map<Trial, Cell> known = new LinkedHashMap<>();

  /** A connection of any of the pods that are alike. */
  private record Trial(AlikePods.Likeness source, Target target) {}

  ReachabilitySurvey(
      ClusterState state, Function<Attempt, List<Exploration.Way<Exchange>>> network) {
    this.state = state;
    this.network = network;
    this.targets = new ReachabilityTargets(state);
    this.alike = new AlikePods(state);
  }

  Reachability reachability() {
    List<Target> columns = targets.list();
    List<Pod> sources =
        state.pods().stream()
            .filter(pod -> !pod.isFinished() && !pod.ips().isEmpty())
            .collect(ImmutableList.toImmutableList());
    return new Reachability(
        sources.stream().map(pod -> pod.name().toString()).toList(),
        columns,
        sources.stream().map(pod -> row(pod, columns)).toList());
  }

  private List<Cell> row(Pod source, List<Target> columns) {
    return columns.stream()
        .map(target -> cell(source, target))
        .collect(ImmutableList.toImmutableList());
  }

  private Cell cell(Pod source, Target target) {
    Trial trial = new Trial(alike.likenessOf(source), target);
    boolean isOwn = targets.mayBeServedBy(source, target);
    if (!isOwn && known.containsKey(trial)) {
      return known.get(trial);
    }
    Cell cell = attempt(source, target);
    if (!isOwn && !names(cell, source)) {
      known.put(trial, cell);
    }
    return cell;
  }

  /** Whether a cause is told of this pod alone. */
  private static boolean names(Cell cell, Pod pod) {
    return cell.causes().stream()
        .anyMatch(
            cause ->
                cause.contains(pod.name().toString())
                    || pod.ips().stream().anyMatch(ip -> cause.contains(ip.toString())));
  }

  private Cell attempt(Pod source, Target target) {
    Map<Outcome, Fraction> shares = new LinkedHashMap<>();
    IpPort to = new IpPort(target.address(), target.port());
    for (Exploration.Way<Exchange> way :
        network.apply(Attempt.of(new Place.InPod(source.name()), target.protocol(), to))) {
      shares.merge(way.result().outcome(), way.probability(), Fraction::plus);
    }
    return new Cell(
        shares.entrySet().stream()
            .map(share -> new Share(share.getKey(), share.getValue()))
            .collect(ImmutableList.toImmutableList()));
  }
}
