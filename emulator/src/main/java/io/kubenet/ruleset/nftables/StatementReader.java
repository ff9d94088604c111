package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.nftables.Statement.Comparison;
import java.time.Duration;
import java.util.Optional;

/** Reads the statements of rules. */
final class StatementReader {

  private final Tokens tokens;
  private final Scope scope;
  private final ValueReader values;
  private final ElementReader elements;
  private final ExpressionReader expressions;
  private final TranslationReader translations;
  private final AnnotationReader annotations;

  StatementReader(Tokens tokens, Scope scope) {
    this.tokens = tokens;
    this.scope = scope;
    this.values = new ValueReader(tokens);
    this.elements = new ElementReader(tokens, values);
    this.expressions = new ExpressionReader(tokens, scope);
    this.translations = new TranslationReader(tokens, expressions, scope);
    this.annotations = new AnnotationReader(tokens);
  }

  Statement read() {
    String keyword = tokens.peek().text();
    if (ElementReader.kindOf(keyword).isPresent()) {
      return new Statement.Verdict(elements.verdict(tokens));
    }
    if (TranslationReader.kindOf(keyword).isPresent()) {
      return translations.read();
    }
    Optional<Statement.Annotation> annotation = annotations.read();
    if (annotation.isPresent()) {
      return annotation.get();
    }
    return switch (keyword) {
      case "limit" -> limit();
      case "reject" -> new RejectReader(tokens, scope).read();
      case "notrack" -> notrack();
      case "add", "update", "delete" -> setUpdate();
      default -> aboutExpression();
    };
  }

  private Statement aboutExpression() {
    Expression left = expressions.concatenation(ImmutableList.of());
    if (tokens.isNext("vmap") || tokens.isNext("set")) {
      refuseRandom(left);
    }
    if (tokens.passes("vmap")) {
      return new Statement.VerdictMap(left, expressions.verdictMap(left.types()));
    }
    if (tokens.passes("set")) {
      return assignment(left);
    }
    return match(left);
  }

  private Statement assignment(Expression left) {
    if (left != Field.META_MARK && left != Field.CT_MARK) {
      throw tokens.error("only 'meta mark' and 'ct mark' can be set");
    }
    Expression value = expressions.read(left.types());
    refuseRandom(value);
    return new Statement.Assignment((Field) left, value);
  }

  /** Random bits are compared alone. */
  private void refuseRandom(Expression expression) {
    StringBuilder text = new StringBuilder();
    expression.appendTo(text);
    if (text.indexOf(Field.META_RANDOM.text()) >= 0) {
      throw tokens.error("'meta random' is modelled in <, <=, > and >= alone");
    }
  }

  private Statement match(Expression left) {
    Comparison comparison = comparison();
    if (expressions.isSetNext() || explicit(comparison).isOfEquality()) {
      refuseRandom(left);
    }
    if (expressions.isSetNext()) {
      return membership(left, comparison);
    }
    Value right = values.compared(left.types());
    if (tokens.passes("/")) {
      Value mask = values.compared(left.types());
      Expression masked =
          new Expression.Binary(left, Expression.BitOperator.AND, new Expression.Constant(mask));
      return new Statement.Match(masked, explicit(comparison), right);
    }
    return new Statement.Match(left, canonical(left, comparison), right);
  }

  private Statement membership(Expression left, Comparison comparison) {
    boolean isNegated = comparison == Comparison.NOT_EQUAL;
    if (!isNegated && explicit(comparison) != Comparison.EQUAL) {
      throw tokens.error("a set is compared with == or != alone");
    }
    return new Statement.Membership(left, isNegated, expressions.set(left.types()));
  }

  private Comparison comparison() {
    for (Comparison comparison : Comparison.values()) {
      if (!comparison.sign().isEmpty() && tokens.passes(comparison.sign())) {
        return comparison;
      }
    }
    return Comparison.IMPLICIT;
  }

  /** Says == where a listing does: of bits, and of flags where it means something else. */
  private static Comparison canonical(Expression left, Comparison comparison) {
    if (left instanceof Expression.Binary) {
      return explicit(comparison);
    }
    boolean isBitmask = left.types().size() == 1 && left.types().get(0).isBitmask();
    return comparison == Comparison.EQUAL && !isBitmask ? Comparison.IMPLICIT : comparison;
  }

  private static Comparison explicit(Comparison comparison) {
    return comparison == Comparison.IMPLICIT ? Comparison.EQUAL : comparison;
  }

  private Statement setUpdate() {
    SetUpdate.Operation operation = operation(tokens.word("an operation"));
    String set = expressions.setName();
    tokens.expect("{");
    Expression key = expressions.concatenation(ImmutableList.of());
    Optional<Duration> timeout =
        tokens.passes("timeout")
            ? Optional.of(TimeText.parse(tokens.word("a time")))
            : Optional.empty();
    tokens.expect("}");
    return new SetUpdate(operation, set, key, timeout);
  }

  private SetUpdate.Operation operation(String keyword) {
    for (SetUpdate.Operation operation : SetUpdate.Operation.values()) {
      if (operation.keyword().equals(keyword)) {
        return operation;
      }
    }
    throw tokens.error("a set is changed by add, update or delete, not by '" + keyword + "'");
  }

  /** Reads {@code limit rate ...} or {@code limit name "NAME"}. */
  private Statement limit() {
    tokens.expect("limit");
    if (!tokens.passes("name")) {
      return new LimitReader(tokens).read();
    }
    if (tokens.peek().kind() != Token.Kind.STRING) {
      throw tokens.error("no map to limits is modelled");
    }
    String name = tokens.next().text();
    return scope
        .limit(name)
        .orElseThrow(() -> tokens.error("no limit '" + name + "' of packets in this table"));
  }

  private Statement notrack() {
    tokens.next();
    return new Statement.Notrack();
  }
}
