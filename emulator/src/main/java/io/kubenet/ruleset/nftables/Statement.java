package io.kubenet.ruleset.nftables;

import java.util.Optional;

/** A part of a rule: it matches the packet, or does something with it. */
public sealed interface Statement extends Printable
    permits Statement.Match,
        Statement.Membership,
        Statement.Verdict,
        Statement.VerdictMap,
        Statement.Assignment,
        SetUpdate,
        Translation,
        Reject,
        Limit,
        Statement.Annotation,
        Statement.Notrack,
        Statement.Unmodelled {

  /** Calls the visitor's method for what this is. */
  <R> R accept(Visitor<R> visitor);

  /**
   * A function of the kinds of statements.
   *
   * @param <R> what it gives
   */
  interface Visitor<R> {

    R match(Match match);

    R membership(Membership membership);

    R verdict(Verdict verdict);

    R verdictMap(VerdictMap map);

    R assignment(Assignment assignment);

    R setUpdate(SetUpdate update);

    R translation(Translation translation);

    R reject(Reject reject);

    R limit(Limit limit);

    R annotation(Annotation annotation);

    R notrack(Notrack notrack);

    R unmodelled(Unmodelled unmodelled);
  }

  /** How a match compares. */
  enum Comparison {
    /** Equal; of flags, any of them. */
    IMPLICIT(""),
    /** Of flags, none of them. */
    NONE_OF("!"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    /** Whether it asks for flags one by one, and not for a number. */
    boolean isOfFlags() {
      return this == IMPLICIT || this == NONE_OF;
    }

    /** Whether it asks for one number or for all others. */
    boolean isOfEquality() {
      return isOfFlags() || this == EQUAL || this == NOT_EQUAL;
    }

    void appendTo(StringBuilder out) {
      out.append(' ').append(sign).append(sign.isEmpty() ? "" : " ");
    }
  }

  /**
   * Matches packets for which an expression has a value. The first bits of a mark are compared with
   * a prefix, as listings have it: {@code meta mark 0x80000000/1} for {@code meta mark & 0x80000000
   * == 0x80000000}.
   *
   * @param left the expression
   * @param comparison how it is compared
   * @param right the value
   */
  record Match(Expression left, Comparison comparison, Value right) implements Statement {

    public Match {
      Optional<Value.Prefix> prefix = prefix(left, comparison, right);
      if (prefix.isPresent()) {
        left = ((Expression.Binary) left).left();
        comparison = comparison == Comparison.EQUAL ? Comparison.IMPLICIT : comparison;
        right = prefix.get();
      }
    }

    private static Optional<Value.Prefix> prefix(
        Expression left, Comparison comparison, Value right) {
      return left instanceof Expression.Binary binary
              && (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL)
              && right instanceof Value.Numeric first
          ? binary.prefix(first)
          : Optional.empty();
    }

    public static Match of(Expression left, Value right) {
      return new Match(left, Comparison.IMPLICIT, right);
    }

    public static Match not(Expression left, Value right) {
      return new Match(left, Comparison.NOT_EQUAL, right);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.match(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      left.appendTo(out);
      comparison.appendTo(out);
      out.append(comparison.isOfFlags() ? right.text().replace(" | ", ",") : right.text());
    }
  }

  /**
   * Matches packets for which an expression's value is in a set, or is not.
   *
   * @param key the expression
   * @param isNegated whether the value must not be in the set
   * @param set the set
   */
  record Membership(Expression key, boolean isNegated, SetReference set) implements Statement {

    public static Membership in(Expression key, SetReference set) {
      return new Membership(key, false, set);
    }

    public static Membership notIn(Expression key, SetReference set) {
      return new Membership(key, true, set);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.membership(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      key.appendTo(out);
      out.append(isNegated ? " != " : " ");
      set.appendTo(out);
    }
  }

  /**
   * Says where the packet goes.
   *
   * @param verdict where
   */
  record Verdict(ChainVerdict verdict) implements Statement {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.verdict(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append(verdict.text());
    }
  }

  /**
   * Looks up where the packet goes.
   *
   * @param key the key
   * @param map the verdict map
   */
  record VerdictMap(Expression key, SetReference map) implements Statement {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.verdictMap(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      key.appendTo(out);
      out.append(" vmap ");
      map.appendTo(out);
    }
  }

  /**
   * Sets a field: the packet's mark, or its connection's.
   *
   * @param field the field
   * @param value its new value
   */
  record Assignment(Field field, Expression value) implements Statement {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.assignment(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      field.appendTo(out);
      out.append(" set ");
      value.appendTo(out);
    }
  }

  /**
   * Counts or logs, which changes nothing for the packet.
   *
   * @param text the statement as it was written
   */
  record Annotation(String text) implements Statement {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.annotation(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append(text);
    }
  }

  /** Keeps conntrack from following the packet. */
  record Notrack() implements Statement {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.notrack(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("notrack");
    }
  }

  /**
   * A part of a rule that is not modelled: a statement or more.
   *
   * @param text the part as it was written
   */
  record Unmodelled(String text) implements Statement {

    /** Whether it asks something of the packet and does nothing with it. */
    public boolean isCondition() {
      return Conditions.isOne(text);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unmodelled(this);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append(text);
    }
  }
}
