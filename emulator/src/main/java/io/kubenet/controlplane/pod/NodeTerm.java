package io.kubenet.controlplane.pod;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Longs;
import io.kubenet.model.Node;
import java.util.List;
import java.util.Optional;

/**
 * A nodeSelectorTerm: a choice of nodes, all of whose requirements must hold.
 *
 * @param labels requirements on labels
 * @param fields requirements on fields, of which {@code metadata.name} is the only one
 */
public record NodeTerm(List<Requirement> labels, List<Requirement> fields) {

  /** What a requirement asks of a label or a field. */
  public enum Operator {
    IN("In"),
    NOT_IN("NotIn"),
    EXISTS("Exists"),
    DOES_NOT_EXIST("DoesNotExist"),
    GT("Gt"),
    LT("Lt");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** As manifests write it: {@code NotIn}. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A requirement.
   *
   * @param key the label or field
   * @param operator what is asked of it
   * @param values what it is compared with
   */
  public record Requirement(String key, Operator operator, List<String> values) {

    public Requirement {
      values = ImmutableList.copyOf(values);
    }

    boolean holds(Optional<String> actual) {
      return switch (operator) {
        case IN -> actual.filter(values::contains).isPresent();
        case NOT_IN -> actual.filter(values::contains).isEmpty();
        case EXISTS -> actual.isPresent();
        case DOES_NOT_EXIST -> actual.isEmpty();
        case GT -> compared(actual) > 0;
        case LT -> compared(actual) < 0;
      };
    }

    /** A label that is no number satisfies neither Gt nor Lt (labels.Requirement Matches). */
    private int compared(Optional<String> actual) {
      Long number = actual.map(Longs::tryParse).orElse(null);
      Long bound = values.isEmpty() ? null : Longs.tryParse(values.get(0));
      return number == null || bound == null ? 0 : Long.compare(number, bound);
    }
  }

  public NodeTerm {
    labels = ImmutableList.copyOf(labels);
    fields = ImmutableList.copyOf(fields);
  }

  /** The term that a DaemonSet's Pod has: this node alone. */
  public static NodeTerm ofName(String node) {
    return new NodeTerm(
        ImmutableList.of(),
        ImmutableList.of(new Requirement("metadata.name", Operator.IN, ImmutableList.of(node))));
  }

  /** A term without requirements matches no node. */
  public boolean matches(Node node) {
    return !(labels.isEmpty() && fields.isEmpty())
        && labels.stream().allMatch(r -> r.holds(Optional.ofNullable(node.labels().get(r.key()))))
        && fields.stream().allMatch(r -> r.holds(Optional.of(node.name())));
  }

  /** The nodes that it names, where it names them; empty where it asks for labels alone. */
  public Optional<List<String>> names() {
    return fields.stream()
        .filter(field -> field.operator() == Operator.IN)
        .map(Requirement::values)
        .reduce(NodeTerm::common);
  }

  private static List<String> common(List<String> some, List<String> others) {
    return some.stream().filter(others::contains).collect(ImmutableList.toImmutableList());
  }
}
