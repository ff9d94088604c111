package io.kubenet.controlplane.scheduler;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.SpreadConstraint;
import io.kubenet.controlplane.store.Store;
import io.kubenet.model.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Pod's topologySpreadConstraints that say ScheduleAnyway (podtopologyspread scoring.go
 * initPreScoreState, PreScore, Score and NormalizeScore, v1.36).
 */
final class SpreadScore {

  private final SpreadCount count;
  private final List<SpreadConstraint> constraints;
  private final Iterable<Node> all;

  SpreadScore(PodObject pod, Store store) {
    this.count = new SpreadCount(pod, store.pods());
    this.all = store.cluster().nodes();
    this.constraints = pod.spec().placement().spread().stream().filter(c -> !c.isHard()).toList();
  }

  boolean isEmpty() {
    return constraints.isEmpty();
  }

  /** Nodes without the labels that are spread over come last. */
  Score of(List<Node> fitting) {
    if (isEmpty()) {
      return Score.of(fitting, node -> 0);
    }
    List<Node> scored =
        fitting.stream().filter(node -> SpreadCount.hasKeys(node, constraints)).toList();
    Map<String, Double> sums = new TreeMap<>();
    for (SpreadConstraint constraint : constraints) {
      Map<String, Integer> domains = domains(constraint, scored);
      double weight = StrictMath.log(domains.size() + 2.0);
      for (Node node : scored) {
        int there = domains.get(node.labels().get(constraint.topologyKey()));
        sums.merge(node.name(), there * weight + constraint.maxSkew() - 1, Double::sum);
      }
    }
    Score spread = Score.of(scored, node -> Math.round(sums.get(node.name()))).spread();
    return Score.of(fitting, node -> spread.byNode().getOrDefault(node.name(), 0L));
  }

  /** How many Pods count in each domain of the nodes that fit. */
  private Map<String, Integer> domains(SpreadConstraint constraint, List<Node> scored) {
    Map<String, Integer> domains = new TreeMap<>();
    scored.forEach(node -> domains.put(node.labels().get(constraint.topologyKey()), 0));
    for (Node node : all) {
      if (SpreadCount.hasKeys(node, constraints) && count.includes(node, constraint)) {
        String domain = node.labels().get(constraint.topologyKey());
        domains.computeIfPresent(domain, (d, number) -> number + count.matching(constraint, node));
      }
    }
    return domains;
  }
}
