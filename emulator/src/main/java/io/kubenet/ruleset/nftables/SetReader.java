package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.nftables.NamedSet.Properties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads what is between the braces of one set or map. */
final class SetReader {

  private final Tokens tokens;
  private Optional<NamedSet.Type> type = Optional.empty();
  private OptionalInt size = OptionalInt.empty();
  private List<String> flags = ImmutableList.of();
  private Optional<Duration> timeout = Optional.empty();
  private final List<String> others = new ArrayList<>();
  private final Set<String> said = new TreeSet<>();
  private String comment = "";
  private List<Element> elements = ImmutableList.of();

  SetReader(Tokens tokens) {
    this.tokens = tokens;
  }

  NamedSet read(String name) {
    tokens.block(() -> item(tokens.word("a property of a set")));
    boolean isMap = type(name).kind() != NamedSet.Kind.SET;
    if (isMap && (flags.contains("timeout") || flags.contains("dynamic"))) {
      throw tokens.error("map '" + name + "' changes of itself, which is modelled of sets alone");
    }
    return new NamedSet(
        name, type(name), new Properties(size, flags, timeout, others), comment, elements);
  }

  private void item(String keyword) {
    if (!said.add(keyword)) {
      throw tokens.error("'" + keyword + "' is said twice of a set");
    }
    switch (keyword) {
      case "type" -> type = Optional.of(declaredType());
      case "typeof" -> type = Optional.of(typeOfExpressions());
      case "size" -> size = OptionalInt.of(tokens.number("a size"));
      case "flags" -> flags = flags();
      case "timeout" -> timeout = Optional.of(TimeText.parse(tokens.word("a time")));
      case "gc-interval", "policy" -> others.add(keyword + " " + tokens.word("a value"));
      case "comment" -> comment = tokens.text("a comment");
      case "auto-merge", "counter", "last" -> others.add(keyword);
      case "elements" -> elements = elements();
      default -> throw tokens.error("no property '" + keyword + "' of a set is modelled");
    }
  }

  private NamedSet.Type type(String name) {
    return type.orElseThrow(() -> tokens.error("set '" + name + "' has no type"));
  }

  private NamedSet.Type declaredType() {
    ImmutableList<DataType> keys = types();
    if (!tokens.passes(":")) {
      return new NamedSet.Type(keys, ImmutableList.of(), NamedSet.Kind.SET);
    }
    return tokens.passes("verdict")
        ? new NamedSet.Type(keys, ImmutableList.of(), NamedSet.Kind.VERDICT_MAP)
        : new NamedSet.Type(keys, types(), NamedSet.Kind.MAP);
  }

  private ImmutableList<DataType> types() {
    ImmutableList.Builder<DataType> types = ImmutableList.builder();
    do {
      String word = tokens.word("a type");
      types.add(
          DataType.of(word).orElseThrow(() -> tokens.error("no type '" + word + "' is modelled")));
    } while (tokens.passes("."));
    return types.build();
  }

  private NamedSet.Type typeOfExpressions() {
    List<DataType> keys = expressionTypes();
    if (!tokens.passes(":")) {
      return new NamedSet.Type(keys, ImmutableList.of(), NamedSet.Kind.SET);
    }
    return tokens.passes("verdict")
        ? new NamedSet.Type(keys, ImmutableList.of(), NamedSet.Kind.VERDICT_MAP)
        : new NamedSet.Type(keys, expressionTypes(), NamedSet.Kind.MAP);
  }

  private List<DataType> expressionTypes() {
    return new ExpressionReader(tokens, Scope.NONE).concatenation(ImmutableList.of()).types();
  }

  private List<String> flags() {
    ImmutableList.Builder<String> read = ImmutableList.builder();
    do {
      read.add(tokens.word("a flag"));
    } while (tokens.passes(","));
    return read.build();
  }

  private List<Element> elements() {
    tokens.expect("=");
    return new ElementReader(tokens, new ValueReader(tokens)).of(type("of these elements"));
  }
}
