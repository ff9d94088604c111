package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.ruleset.nftables.Expression.BitOperator;
import io.kubenet.ruleset.nftables.Expression.NumberGenerator;
import io.kubenet.ruleset.nftables.Expression.NumberGenerator.Order;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads expressions. */
final class ExpressionReader {

  /** Short names, and what listings print for them. */
  private static final ImmutableMap<String, String> ALIASES =
      ImmutableMap.<String, String>builder()
          .put("mark", "meta mark")
          .put("meta iifname", "iifname")
          .put("meta oifname", "oifname")
          .put("meta iif", "iif")
          .put("meta oif", "oif")
          .put("pkttype", "meta pkttype")
          .put("fib saddr . iif check", "fib saddr . iif oif")
          .put("fib daddr . iif check", "fib daddr . iif oif")
          .put("fib saddr . mark . iif check", "fib saddr . mark . iif oif")
          .put("fib saddr check", "fib saddr oif")
          .put("fib daddr check", "fib daddr oif")
          .put("ip ct original saddr", "ct original ip saddr")
          .put("ip ct original daddr", "ct original ip daddr")
          .put("ip ct reply saddr", "ct reply ip saddr")
          .put("ip ct reply daddr", "ct reply ip daddr")
          .put("ip6 ct original saddr", "ct original ip6 saddr")
          .put("ip6 ct original daddr", "ct original ip6 daddr")
          .put("ip6 ct reply saddr", "ct reply ip6 saddr")
          .put("ip6 ct reply daddr", "ct reply ip6 daddr")
          .buildOrThrow();

  private static final ImmutableMap<String, BitOperator> OPERATORS =
      ImmutableMap.of(
          "&", BitOperator.AND,
          "and", BitOperator.AND,
          "^", BitOperator.XOR,
          "xor", BitOperator.XOR,
          "|", BitOperator.OR,
          "or", BitOperator.OR);

  private final Tokens tokens;
  private final ValueReader values;
  private final ElementReader elements;
  private final Scope scope;

  ExpressionReader(Tokens tokens, Scope scope) {
    this.tokens = tokens;
    this.values = new ValueReader(tokens);
    this.elements = new ElementReader(tokens, values);
    this.scope = scope;
  }

  /** Reads an expression; constants in it, and what a map in it says, are of these types. */
  Expression read(List<DataType> types) {
    Expression first = concatenation(types);
    if (!tokens.passes("map")) {
      return first;
    }
    return new Expression.MapLookup(
        first, reference(() -> elements.map(first.types(), any -> values.upTo(types))));
  }

  /** Reads an expression without a map. */
  Expression concatenation(List<DataType> types) {
    Expression first = bits(types);
    if (!tokens.isNext(".")) {
      return first;
    }
    ImmutableList.Builder<Expression> parts = ImmutableList.<Expression>builder().add(first);
    while (tokens.passes(".")) {
      parts.add(bits(types));
    }
    return new Expression.Concatenation(parts.build());
  }

  SetReference set(List<DataType> keys) {
    return reference(() -> elements.set(keys));
  }

  SetReference verdictMap(List<DataType> keys) {
    return reference(() -> elements.verdictMap(keys));
  }

  boolean isSetNext() {
    return tokens.isNext("{") || tokens.peek().text().startsWith("@");
  }

  private SetReference reference(Supplier<List<Element>> anonymous) {
    return tokens.isNext("{")
        ? new SetReference.Anonymous(anonymous.get())
        : new SetReference.Named(setName());
  }

  String setName() {
    String word = tokens.word("a set");
    if (!word.startsWith("@")) {
      throw tokens.error("expected a set, found '" + word + "'");
    }
    String name = word.substring(1);
    if (scope.isUnmodelled(name)) {
      throw tokens.error("set '" + name + "' is not modelled");
    }
    return name;
  }

  /** Operators bind from left to right; nft 1.0.6 prints no brackets either. */
  private Expression bits(List<DataType> types) {
    Expression left = primary(types);
    while (OPERATORS.containsKey(tokens.peek().text())) {
      if (left.types().stream().anyMatch(DataType::isInterface)) {
        throw tokens.error("no bits of interfaces are modelled");
      }
      BitOperator operator = OPERATORS.get(tokens.next().text());
      left = new Expression.Binary(left, operator, operand(left));
    }
    return left;
  }

  private Expression operand(Expression left) {
    return field().<Expression>map(field -> field).orElseGet(() -> constant(left.types()));
  }

  private Expression primary(List<DataType> types) {
    if (tokens.isNext("numgen")) {
      return numberGenerator();
    }
    return field().<Expression>map(field -> field).orElseGet(() -> constant(types));
  }

  private Expression constant(List<DataType> types) {
    if (types.isEmpty()) {
      throw tokens.error("no expression " + tokens.peek().shown() + " is modelled");
    }
    Value value = values.compared(types.subList(0, 1));
    if (!value.isOne()) {
      throw tokens.error("'" + value.text() + "' is no one value");
    }
    return new Expression.Constant(value);
  }

  /** The first of one to seven words that is a field. */
  private Optional<Field> field() {
    int start = tokens.position();
    StringBuilder words = new StringBuilder();
    for (int count = 0; count < 7 && tokens.peek().isWord(); count++) {
      words.append(count == 0 ? "" : " ").append(tokens.next().text());
      Optional<Field> field = Field.of(unaliased(words.toString()));
      if (field.isPresent()) {
        return field;
      }
    }
    tokens.returnTo(start);
    return Optional.empty();
  }

  /** Tables of one family may leave out which addresses they mean. */
  private String unaliased(String words) {
    String ofFamily = ALIASES.get(scope.family().keyword() + " " + words);
    return ofFamily == null ? ALIASES.getOrDefault(words, words) : ofFamily;
  }

  private Expression numberGenerator() {
    tokens.expect("numgen");
    Order order = order(tokens.word("random or inc"));
    tokens.expect("mod");
    int modulus = tokens.number("a modulus");
    int offset = tokens.passes("offset") ? tokens.number("an offset") : 0;
    if (modulus < 1 || offset < 0) {
      throw tokens.error("numgen needs a modulus over 0 and no negative offset");
    }
    return new NumberGenerator(order, modulus, offset);
  }

  private Order order(String keyword) {
    for (Order order : Order.values()) {
      if (order.keyword().equals(keyword)) {
        return order;
      }
    }
    throw tokens.error("numgen counts random or inc, not '" + keyword + "'");
  }
}
