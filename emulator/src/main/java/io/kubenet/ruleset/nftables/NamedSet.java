package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A set or map of a table.
 *
 * @param name its name
 * @param type the types of its keys and of what it says of them
 * @param properties how it behaves
 * @param comment its comment, or an empty text
 * @param elements its elements
 */
public record NamedSet(
    String name, Type type, Properties properties, String comment, List<Element> elements)
    implements Printable {

  /** How many elements a dynamic set holds that says nothing of it (nft 1.0.6, listing). */
  static final int DYNAMIC_SIZE = 65535;

  /**
   * The types of keys, and of what a map says of them.
   *
   * @param keys one, or several side by side
   * @param data what a map says; empty for sets and verdict maps
   * @param kind set, map or verdict map
   */
  public record Type(List<DataType> keys, List<DataType> data, Kind kind) {

    public Type {
      keys = ImmutableList.copyOf(keys);
      data = ImmutableList.copyOf(data);
    }

    public static Type set(DataType... keys) {
      return new Type(ImmutableList.copyOf(keys), ImmutableList.of(), Kind.SET);
    }

    public static Type verdictMap(DataType... keys) {
      return new Type(ImmutableList.copyOf(keys), ImmutableList.of(), Kind.VERDICT_MAP);
    }

    String text() {
      return switch (kind) {
        case SET -> join(keys);
        case MAP -> join(keys) + " : " + join(data);
        case VERDICT_MAP -> join(keys) + " : verdict";
      };
    }

    private static String join(List<DataType> types) {
      return types.stream().map(DataType::keyword).collect(Collectors.joining(" . "));
    }
  }

  /** Whether keys are all there is. */
  public enum Kind {
    SET,
    MAP,
    VERDICT_MAP
  }

  /**
   * How a set behaves.
   *
   * @param size how many elements it holds at most; empty without a limit
   * @param flags its flags: constant, interval, dynamic, timeout
   * @param timeout how long elements live that say nothing of it; empty if for ever
   * @param others what is no matter here, as it was listed: policy, auto-merge, counter and so on
   */
  public record Properties(
      OptionalInt size, List<String> flags, Optional<Duration> timeout, List<String> others) {

    public static final Properties NONE =
        new Properties(
            OptionalInt.empty(), ImmutableList.of(), Optional.empty(), ImmutableList.of());

    public Properties {
      flags = ImmutableList.copyOf(flags);
      others = ImmutableList.sortedCopyOf(others);
      if (size.isEmpty() && flags.contains("dynamic")) {
        size = OptionalInt.of(DYNAMIC_SIZE);
      }
    }

    /** Of a set that packets fill, and whose elements die. */
    public static Properties dynamic(Duration timeout) {
      return new Properties(
          OptionalInt.empty(),
          ImmutableList.of("dynamic", "timeout"),
          Optional.of(timeout),
          ImmutableList.of());
    }
  }

  public NamedSet {
    elements = ImmutableList.copyOf(elements);
  }

  public NamedSet withElements(List<Element> others) {
    return new NamedSet(name, type, properties, comment, others);
  }

  NamedSet withMeanings(NftablesRuleset.Interpreter interpreter) {
    return type.kind() == Kind.VERDICT_MAP
        ? withElements(
            elements.stream()
                .map(element -> element.withMeaning(interpreter.ofElement(name, element)))
                .collect(ImmutableList.toImmutableList()))
        : this;
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(type.kind() == Kind.SET ? "\tset " : "\tmap ").append(name).append(" {\n");
    out.append("\t\ttype ").append(type.text()).append('\n');
    appendProperties(out);
    if (!elements.isEmpty()) {
      out.append("\t\telements = { ");
      Printable.join(elements, ",\n\t\t\t     ", out);
      out.append(" }\n");
    }
    out.append("\t}\n");
  }

  private void appendProperties(StringBuilder out) {
    properties.size().ifPresent(size -> out.append("\t\tsize ").append(size).append('\n'));
    if (!properties.flags().isEmpty()) {
      out.append("\t\tflags ").append(String.join(",", properties.flags())).append('\n');
    }
    properties
        .timeout()
        .ifPresent(time -> out.append("\t\ttimeout ").append(TimeText.of(time)).append('\n'));
    properties.others().forEach(other -> out.append("\t\t").append(other).append('\n'));
    if (!comment.isEmpty()) {
      out.append("\t\tcomment \"").append(comment).append("\"\n");
    }
  }
}
