package io.kubenet.controlplane.scheduler;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.SpreadConstraint;
import io.kubenet.controlplane.store.Pods;
import io.kubenet.model.Node;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Pod's topologySpreadConstraints against what runs already (podtopologyspread filtering.go
 * calPreFilterState and Filter, v1.36).
 */
final class SpreadFilter {

  static final String NAME = "PodTopologySpread";

  private static final String MISMATCH = "node(s) didn't match pod topology spread constraints";

  private record Counted(SpreadConstraint constraint, Map<String, Integer> domains, int least) {}

  private final PodObject pod;
  private final SpreadCount count;
  private final List<Counted> constraints;

  SpreadFilter(PodObject pod, Collection<Node> nodes, Pods pods) {
    this.pod = pod;
    this.count = new SpreadCount(pod, pods);
    List<SpreadConstraint> hard =
        pod.spec().placement().spread().stream().filter(SpreadConstraint::isHard).toList();
    this.constraints = hard.stream().map(c -> count(c, hard, nodes)).toList();
  }

  private Counted count(
      SpreadConstraint constraint, List<SpreadConstraint> all, Collection<Node> nodes) {
    Map<String, Integer> domains = new TreeMap<>();
    for (Node node : nodes) {
      if (SpreadCount.hasKeys(node, all) && count.includes(node, constraint)) {
        String domain = node.labels().get(constraint.topologyKey());
        domains.merge(domain, count.matching(constraint, node), Integer::sum);
      }
    }
    int least = domains.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    return new Counted(constraint, domains, domains.size() < constraint.minDomains() ? 0 : least);
  }

  Optional<Rejection> reject(Node node) {
    for (Counted counted : constraints) {
      String domain = node.labels().get(counted.constraint().topologyKey());
      if (domain == null) {
        return Optional.of(Rejection.ofNode(NAME, MISMATCH + " (missing required label)"));
      }
      if (skew(counted, domain) > counted.constraint().maxSkew()) {
        return Optional.of(Rejection.ofPods(NAME, MISMATCH));
      }
    }
    return Optional.empty();
  }

  private int skew(Counted counted, String domain) {
    int self = counted.constraint().countsItself(pod.labels()) ? 1 : 0;
    return counted.domains().getOrDefault(domain, 0) + self - counted.least();
  }
}
