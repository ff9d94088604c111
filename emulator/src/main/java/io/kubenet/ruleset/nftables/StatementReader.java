package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.nftables.Statement.Comparison;
import java.time.Duration;
import java.util.Optional;

/** Reads the statements of rules. */
final class StatementReader {

  /** Statements that change what is no matter here: options, priorities, traces, helpers. */
  private static final ImmutableList<ImmutableList<String>> PASSING =
      ImmutableList.of(
          ImmutableList.of("tcp", "option", "maxseg", "size", "set"),
          ImmutableList.of("meta", "nftrace", "set"),
          ImmutableList.of("meta", "priority", "set"),
          ImmutableList.of("meta", "pkttype", "set"),
          ImmutableList.of("ip", "dscp", "set"),
          ImmutableList.of("ip6", "dscp", "set"),
          ImmutableList.of("ct", "helper", "set"));

  private static final ImmutableList<String> LOG_OPTIONS =
      ImmutableList.of("prefix", "level", "group", "snaplen", "queue-threshold", "flags");

  private final Tokens tokens;
  private final ValueReader values;
  private final ElementReader elements;
  private final ExpressionReader expressions;
  private final TranslationReader translations;

  StatementReader(Tokens tokens, Scope scope) {
    this.tokens = tokens;
    this.values = new ValueReader(tokens);
    this.elements = new ElementReader(tokens, values);
    this.expressions = new ExpressionReader(tokens, values, elements);
    this.translations = new TranslationReader(tokens, expressions, scope);
  }

  Statement read() {
    String keyword = tokens.peek().text();
    if (ElementReader.kindOf(keyword).isPresent()) {
      return new Statement.Verdict(elements.verdict(tokens));
    }
    if (TranslationReader.kindOf(keyword).isPresent()) {
      return translations.read();
    }
    if (isPassing()) {
      return new Statement.Annotation(tokens.upTo(RuleReader.BEGINNINGS));
    }
    return switch (keyword) {
      case "limit" -> limit();
      case "reject" -> reject();
      case "counter" -> counter();
      case "log" -> log();
      case "notrack" -> notrack();
      case "add", "update", "delete" -> setUpdate();
      default -> aboutExpression();
    };
  }

  private Statement aboutExpression() {
    Expression left = expressions.concatenation(ImmutableList.of());
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
    return new Statement.Assignment((Field) left, expressions.read(left.types()));
  }

  private Statement match(Expression left) {
    Comparison comparison = comparison();
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

  /** Reads {@code reject}; {@code icmp type X} and {@code icmp X} are one. */
  private Statement reject() {
    tokens.expect("reject");
    if (!tokens.passes("with")) {
      return new Reject(Optional.empty());
    }
    String protocol = tokens.word("tcp, icmp, icmpv6 or icmpx");
    tokens.passes("type");
    return new Reject(Optional.of(protocol + " " + tokens.word("what to send")));
  }

  private Statement counter() {
    StringBuilder text = new StringBuilder(tokens.next().text());
    if (tokens.passes("name")) {
      return new Statement.Annotation(text + " name \"" + tokens.text("a counter") + '"');
    }
    if (tokens.passes("packets")) {
      text.append(" packets ").append(tokens.word("a number"));
      tokens.expect("bytes");
      text.append(" bytes ").append(tokens.word("a number"));
    }
    return new Statement.Annotation(text.toString());
  }

  private Statement log() {
    StringBuilder text = new StringBuilder(tokens.next().text());
    while (LOG_OPTIONS.contains(tokens.peek().text())) {
      text.append(' ').append(tokens.next().text()).append(' ').append(logValue());
    }
    return new Statement.Annotation(text.toString());
  }

  private String logValue() {
    if (tokens.peek().kind() == Token.Kind.STRING) {
      return '"' + tokens.next().text() + '"';
    }
    StringBuilder text = new StringBuilder(tokens.word("a value"));
    while (tokens.passes(",")) {
      text.append(',').append(tokens.word("a value"));
    }
    return text.toString();
  }

  /** Reads {@code limit rate [over] RATE/UNIT [burst NUMBER packets]}. */
  private Statement limit() {
    tokens.expect("limit");
    tokens.expect("rate");
    boolean isOver = tokens.passes("over");
    String rate = tokens.word("a rate");
    int slash = rate.indexOf('/');
    Optional<Limit.Unit> unit = Limit.Unit.of(rate.substring(slash + 1));
    if (unit.isEmpty() || !rate.substring(0, slash).matches("[1-9]\\d{0,8}")) {
      throw tokens.error("'" + rate + "' is no rate of packets");
    }
    long burst = Limit.DEFAULT_BURST;
    if (tokens.passes("burst")) {
      burst = tokens.number("a number");
      tokens.expect("packets");
    }
    return new Limit(Long.parseLong(rate.substring(0, slash)), unit.get(), burst, isOver);
  }

  /** Whether a statement follows that changes nothing that is modelled. */
  private boolean isPassing() {
    return PASSING.stream().anyMatch(tokens::areNext);
  }

  private Statement notrack() {
    tokens.next();
    return new Statement.Notrack();
  }
}
