package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A choice of objects by their labels: all of its parts must hold. Without parts it matches every
 * object.
 *
 * @param matchLabels labels that an object must have with exactly these values
 * @param matchExpressions further requirements
 */
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {

  /** What a requirement asks of a key. */
  public enum Operator {
    IN("In"),
    NOT_IN("NotIn"),
    EXISTS("Exists"),
    DOES_NOT_EXIST("DoesNotExist");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** The operator with this name in manifests; empty if there is none. */
    public static Optional<Operator> of(String text) {
      for (Operator operator : values()) {
        if (operator.text.equals(text)) {
          return Optional.of(operator);
        }
      }
      return Optional.empty();
    }

    /** As manifests write it: {@code NotIn}. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A requirement on one label.
   *
   * @param key the label's key
   * @param operator what is asked of it
   * @param values the values that {@code In} and {@code NotIn} compare with
   */
  public record Requirement(String key, Operator operator, List<String> values) {

    public Requirement {
      values = ImmutableList.copyOf(values);
    }

    /** Whether labels satisfy it; {@code NotIn} holds where the key is missing. */
    public boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }

    /** As kubectl prints it: {@code tier in (api,web)}. */
    @Override
    public String toString() {
      return switch (operator) {
        case IN -> key + " in (" + String.join(",", values) + ")";
        case NOT_IN -> key + " notin (" + String.join(",", values) + ")";
        case EXISTS -> key;
        case DOES_NOT_EXIST -> "!" + key;
      };
    }
  }

  public LabelSelector {
    matchLabels = ImmutableSortedMap.copyOf(matchLabels);
    matchExpressions = ImmutableList.copyOf(matchExpressions);
  }

  /** A selector of every object. */
  public static LabelSelector everything() {
    return ofLabels(ImmutableSortedMap.of());
  }

  public static LabelSelector ofLabels(Map<String, String> matchLabels) {
    return new LabelSelector(matchLabels, ImmutableList.of());
  }

  public boolean isEmpty() {
    return matchLabels.isEmpty() && matchExpressions.isEmpty();
  }

  public boolean matches(Map<String, String> labels) {
    return matchLabels.entrySet().stream()
            .allMatch(e -> e.getValue().equals(labels.get(e.getKey())))
        && matchExpressions.stream().allMatch(requirement -> requirement.matches(labels));
  }

  /** As kubectl prints it: {@code app=shop,tier in (api,web)}; an empty text if it is empty. */
  @Override
  public String toString() {
    Stream<String> labels =
        matchLabels.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue());
    Stream<String> expressions = matchExpressions.stream().map(Requirement::toString);
    return Stream.concat(labels, expressions).collect(Collectors.joining(","));
  }
}
