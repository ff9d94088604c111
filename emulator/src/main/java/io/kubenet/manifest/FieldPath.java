package io.kubenet.manifest;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way into a tree, written as the API server does: {@code spec.ports[0].targetPort}.
 *
 * @param segments the steps from the root
 */
public record FieldPath(List<Segment> segments) {

  /** One step: a field, an item of a list, or a key of a map. */
  public sealed interface Segment {}

  /**
   * A step to a field of an object.
   *
   * @param name the field's name
   */
  public record Field(String name) implements Segment {}

  /**
   * A step to an item of a list.
   *
   * @param index its place, counted from 0
   */
  public record Item(int index) implements Segment {}

  /**
   * A step to an entry of a map, as of labels.
   *
   * @param key its key
   */
  public record Key(String key) implements Segment {}

  /** The tree itself. */
  public static final FieldPath ROOT = new FieldPath(ImmutableList.of());

  private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([^\\]]*)\\]");

  public FieldPath {
    segments = ImmutableList.copyOf(segments);
  }

  /**
   * Reads {@code spec.ports[0].port}, {@code metadata.labels[app]}; a leading {@code $} may stand
   * for the root.
   */
  public static FieldPath of(String text) {
    FieldPath path = ROOT;
    Matcher step = STEP.matcher(text.startsWith("$") ? text.substring(1) : text);
    while (step.find()) {
      path = step.group(1) != null ? path.field(step.group(1)) : path.bracketed(step.group(2));
    }
    return path;
  }

  public FieldPath field(String name) {
    return plus(new Field(name));
  }

  public FieldPath item(int index) {
    return plus(new Item(index));
  }

  public FieldPath key(String key) {
    return plus(new Key(key));
  }

  public boolean isRoot() {
    return segments.isEmpty();
  }

  /** The path of what this is a part of; the root's own for the root. */
  public FieldPath parent() {
    return isRoot() ? this : new FieldPath(segments.subList(0, segments.size() - 1));
  }

  /** {@code spec.ports[0].targetPort}; empty for the root. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Segment segment : segments) {
      if (segment instanceof Field field) {
        text.append(text.isEmpty() ? "" : ".").append(field.name());
      } else if (segment instanceof Item item) {
        text.append('[').append(item.index()).append(']');
      } else if (segment instanceof Key key) {
        text.append('[').append(key.key()).append(']');
      }
    }
    return text.toString();
  }

  private FieldPath bracketed(String text) {
    return text.matches("\\d{1,9}") ? item(Integer.parseInt(text)) : key(text);
  }

  private FieldPath plus(Segment segment) {
    return new FieldPath(ImmutableList.<Segment>builder().addAll(segments).add(segment).build());
  }
}
