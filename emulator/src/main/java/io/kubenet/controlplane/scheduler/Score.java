package io.kubenet.controlplane.scheduler;

import io.kubenet.model.Node;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;

/** How much something speaks for each node, by the node's name. */
record Score(Map<String, Long> byNode) {

  /** The highest score of a plugin (framework MaxNodeScore). */
  static final long MOST = 100;

  static Score of(Iterable<Node> nodes, ToLongFunction<Node> score) {
    Map<String, Long> byNode = new TreeMap<>();
    nodes.forEach(node -> byNode.put(node.name(), score.applyAsLong(node)));
    return new Score(byNode);
  }

  long of(Node node) {
    return byNode.get(node.name());
  }

  /** In proportion to the highest (DefaultNormalizeScore). */
  Score inProportion() {
    long most = highest();
    return most == 0 ? this : map(score -> MOST * score / most);
  }

  /** The less the better (DefaultNormalizeScore, reverse). */
  Score reversed() {
    long most = highest();
    return most == 0 ? map(score -> MOST) : map(score -> MOST - MOST * score / most);
  }

  /** From the lowest, which is 0, to the highest (NormalizeScore of InterPodAffinity). */
  Score stretched() {
    long least = lowest();
    long span = highest() - least;
    return map(score -> span == 0 ? 0 : (long) (MOST * ((double) (score - least) / span)));
  }

  /** The less the better, as NormalizeScore of PodTopologySpread has it. */
  Score spread() {
    long most = highest();
    long least = lowest();
    return map(score -> most == 0 ? MOST : MOST * (most + least - score) / most);
  }

  private Score map(LongUnaryOperator change) {
    Map<String, Long> changed = new TreeMap<>();
    byNode.forEach((node, score) -> changed.put(node, change.applyAsLong(score)));
    return new Score(changed);
  }

  private long highest() {
    return byNode.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private long lowest() {
    return byNode.values().stream().mapToLong(Long::longValue).min().orElse(0);
  }
}
