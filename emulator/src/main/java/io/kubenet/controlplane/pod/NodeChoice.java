package io.kubenet.controlplane.pod;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.model.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes that a Pod wants: its nodeSelector and its node affinity.
 *
 * @param selector labels that the node must have
 * @param required terms of which one must match; empty if it requires none
 * @param preferred what it would rather have
 */
public record NodeChoice(
    Map<String, String> selector, Optional<List<NodeTerm>> required, List<Preference> preferred) {

  /** Any node. */
  public static final NodeChoice ANY =
      new NodeChoice(ImmutableSortedMap.of(), Optional.empty(), ImmutableList.of());

  /**
   * A preference.
   *
   * @param term the nodes
   * @param weight 1 to 100
   */
  public record Preference(NodeTerm term, int weight) {}

  public NodeChoice {
    selector = ImmutableSortedMap.copyOf(selector);
    required = required.map(ImmutableList::copyOf);
    preferred = ImmutableList.copyOf(preferred);
  }

  /** Whether a node is one that it may have. */
  public boolean matches(Node node) {
    return selector.entrySet().stream()
            .allMatch(label -> label.getValue().equals(node.labels().get(label.getKey())))
        && required.map(terms -> terms.stream().anyMatch(t -> t.matches(node))).orElse(true);
  }

  /** How much it likes a node. */
  public int weight(Node node) {
    return preferred.stream()
        .filter(preference -> preference.term().matches(node))
        .mapToInt(Preference::weight)
        .sum();
  }

  /**
   * Whether the scheduler looks at a node at all: where each required term names nodes, it looks at
   * those alone (nodeaffinity PreFilter).
   */
  public boolean considers(Node node) {
    return required.map(terms -> terms.stream().anyMatch(t -> considers(t, node))).orElse(true);
  }

  private static boolean considers(NodeTerm term, Node node) {
    return term.names().map(names -> names.contains(node.name())).orElse(true);
  }

  /** Whether each required term names nodes so that none is left. */
  public boolean isContradictory() {
    return required
        .filter(terms -> !terms.isEmpty())
        .filter(
            terms ->
                terms.stream().allMatch(term -> term.names().filter(List::isEmpty).isPresent()))
        .isPresent();
  }

  /** The one node that it names; empty if it leaves a choice. */
  public Optional<String> target() {
    return required
        .filter(terms -> terms.size() == 1)
        .flatMap(terms -> terms.get(0).names())
        .filter(names -> names.size() == 1)
        .map(names -> names.get(0));
  }

  /** The same, but for one node alone. */
  public NodeChoice onNode(String name) {
    return new NodeChoice(
        selector, Optional.of(ImmutableList.of(NodeTerm.ofName(name))), preferred);
  }
}
