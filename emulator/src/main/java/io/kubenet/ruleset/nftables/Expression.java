package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/** Something that has a value for a packet. */
public sealed interface Expression extends Printable
    permits Field,
        Expression.Constant,
        Expression.Binary,
        Expression.Concatenation,
        Expression.NumberGenerator,
        Expression.MapLookup {

  /** The types of its value: one, or one for each part of a concatenation. */
  List<DataType> types();

  /** Calls the visitor's method for what this is. */
  <R> R accept(Visitor<R> visitor);

  /**
   * A function of the kinds of expressions.
   *
   * @param <R> what it gives
   */
  interface Visitor<R> {

    R field(Field field);

    R constant(Constant constant);

    R binary(Binary binary);

    R concatenation(Concatenation concatenation);

    R numberGenerator(NumberGenerator generator);

    R mapLookup(MapLookup lookup);
  }

  /**
   * A constant.
   *
   * @param value its value
   */
  record Constant(Value value) implements Expression {

    @Override
    public List<DataType> types() {
      return ImmutableList.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constant(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append(value.text());
    }
  }

  /** An operator on bits. */
  enum BitOperator {
    AND("&"),
    XOR("^"),
    OR("|");

    private final String sign;

    BitOperator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  /**
   * Two expressions joined bit by bit.
   *
   * @param left the left one
   * @param operator what joins them
   * @param right the right one
   */
  record Binary(Expression left, BitOperator operator, Expression right) implements Expression {

    /** The marks whose first bits are these; empty unless it masks the first bits of a mark. */
    Optional<Value.Prefix> prefix(Value.Numeric bits) {
      if (bits.type() != DataType.MARK
          || operator != BitOperator.AND
          || !(right instanceof Constant constant)
          || !(constant.value() instanceof Value.Numeric mask)) {
        return Optional.empty();
      }
      int length = Long.bitCount(mask.number());
      long ofLength = ((1L << length) - 1) << (DataType.MARK.bits() - length);
      boolean isPrefix = length > 0 && length < DataType.MARK.bits() && mask.number() == ofLength;
      return isPrefix && (bits.number() & ~ofLength) == 0
          ? Optional.of(new Value.Prefix(bits, length))
          : Optional.empty();
    }

    @Override
    public List<DataType> types() {
      return left.types();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.binary(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      left.appendTo(out);
      out.append(' ').append(operator.sign()).append(' ');
      if (right instanceof Constant constant && constant.value() instanceof Value.Flags flags) {
        out.append('(').append(flags.text()).append(')');
        return;
      }
      right.appendTo(out);
    }
  }

  /**
   * Expressions side by side.
   *
   * @param parts the expressions, two or more
   */
  record Concatenation(List<Expression> parts) implements Expression {

    public Concatenation {
      parts = ImmutableList.copyOf(parts);
    }

    @Override
    public List<DataType> types() {
      return parts.stream()
          .flatMap(part -> part.types().stream())
          .collect(ImmutableList.toImmutableList());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.concatenation(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      Printable.join(parts, " . ", out);
    }
  }

  /**
   * A number from {@code offset} to {@code offset + modulus - 1}, new for every packet.
   *
   * @param order how the next one is found
   * @param modulus how many there are
   * @param offset the first
   */
  record NumberGenerator(Order order, int modulus, int offset) implements Expression {

    /** How a generator finds the next number. */
    public enum Order {
      RANDOM("random"),
      INCREMENTAL("inc");

      private final String keyword;

      Order(String keyword) {
        this.keyword = keyword;
      }

      String keyword() {
        return keyword;
      }
    }

    public NumberGenerator {
      if (modulus < 1 || offset < 0) {
        throw new IllegalArgumentException("numgen needs a modulus over 0 and no negative offset");
      }
    }

    @Override
    public List<DataType> types() {
      return ImmutableList.of(DataType.INTEGER);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.numberGenerator(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("numgen ").append(order.keyword()).append(" mod ").append(modulus);
      if (offset > 0) {
        out.append(" offset ").append(offset);
      }
    }
  }

  /**
   * What a map says of a key.
   *
   * @param key the key
   * @param map the map
   */
  record MapLookup(Expression key, SetReference map) implements Expression {

    @Override
    public List<DataType> types() {
      return ImmutableList.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mapLookup(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      key.appendTo(out);
      out.append(" map ");
      map.appendTo(out);
    }
  }
}
