package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the elements of sets and maps, braces included. */
final class ElementReader {

  private final Tokens tokens;
  private final ValueReader values;

  ElementReader(Tokens tokens, ValueReader values) {
    this.tokens = tokens;
    this.values = values;
  }

  /** Reads the elements of a set or map of the table. */
  ImmutableList<Element> of(NamedSet.Type type) {
    return switch (type.kind()) {
      case SET -> set(type.keys());
      case MAP -> map(type.keys(), tokens -> values.inSet(type.data()));
      case VERDICT_MAP -> verdictMap(type.keys());
    };
  }

  ImmutableList<Element> set(List<DataType> keys) {
    return elements(keys, any -> new Element.Nothing());
  }

  ImmutableList<Element> map(List<DataType> keys, Function<Tokens, Value> value) {
    return elements(keys, any -> new Element.Constant(one(afterColon(value))));
  }

  private Value one(Value value) {
    if (!value.isOne()) {
      throw tokens.error("'" + value.text() + "' is no one value; no map to ranges is modelled");
    }
    return value;
  }

  ImmutableList<Element> verdictMap(List<DataType> keys) {
    return elements(keys, any -> new Element.Verdict(afterColon(this::verdict)));
  }

  private <T> T afterColon(Function<Tokens, T> read) {
    tokens.expect(":");
    return read.apply(tokens);
  }

  private ImmutableList<Element> elements(
      List<DataType> keys, Function<Tokens, Element.Data> data) {
    ImmutableList.Builder<Element> elements = ImmutableList.builder();
    tokens.expect("{");
    tokens.skipSeparators();
    while (!tokens.passes("}")) {
      elements.add(element(keys, data));
      tokens.skipSeparators();
      if (!tokens.isNext("}")) {
        tokens.expect(",");
        tokens.skipSeparators();
      }
    }
    return elements.build();
  }

  private Element element(List<DataType> keys, Function<Tokens, Element.Data> data) {
    Value key = values.inSet(keys);
    String counter = counter();
    Optional<Duration> timeout = time("timeout");
    Optional<Duration> expires = time("expires");
    counter = counter.isEmpty() ? counter() : counter;
    String comment = tokens.passes("comment") ? tokens.text("a comment") : "";
    return new Element(key, comment, counter, timeout, expires, data.apply(tokens));
  }

  private Optional<Duration> time(String keyword) {
    return tokens.passes(keyword)
        ? Optional.of(TimeText.parse(tokens.word("a time")))
        : Optional.empty();
  }

  private String counter() {
    if (!tokens.passes("counter")) {
      return "";
    }
    if (!tokens.passes("packets")) {
      return "counter";
    }
    String packets = tokens.word("a number of packets");
    tokens.expect("bytes");
    return "counter packets " + packets + " bytes " + tokens.word("a number of bytes");
  }

  ChainVerdict verdict(Tokens from) {
    Token word = from.peek();
    ChainVerdict.Kind kind =
        kindOf(from.word("a verdict"))
            .orElseThrow(() -> from.error("no verdict '" + word.text() + "' is modelled"));
    return new ChainVerdict(kind, kind.namesChain() ? from.word("a chain") : "");
  }

  static Optional<ChainVerdict.Kind> kindOf(String keyword) {
    for (ChainVerdict.Kind kind : ChainVerdict.Kind.values()) {
      if (kind.keyword().equals(keyword)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
