package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.Expression;
import io.kubenet.ruleset.nftables.Expression.BitOperator;
import io.kubenet.ruleset.nftables.Field;
import io.kubenet.ruleset.nftables.SetReference;
import io.kubenet.trace.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Compiles the expressions of a rule. */
final class ExpressionCompiler implements Expression.Visitor<Source> {

  private final RulePlace place;
  private final CompiledTable table;

  ExpressionCompiler(RulePlace place, CompiledTable table) {
    this.place = place;
    this.table = table;
  }

  @Override
  public Source field(Field field) {
    if (field == Field.META_RANDOM) {
      throw notModelled(field.text());
    }
    return new FieldSource(field);
  }

  @Override
  public Source constant(Expression.Constant constant) {
    Optional<Object> datum = Datum.of(constant.value());
    if (datum.isEmpty()) {
      throw notModelled(constant.value().text());
    }
    return passage -> datum;
  }

  @Override
  public Source binary(Expression.Binary binary) {
    Source left = binary.left().accept(this);
    Source right = binary.right().accept(this);
    return passage ->
        left.read(passage)
            .flatMap(one -> right.read(passage).map(two -> join(binary.operator(), one, two)));
  }

  private Object join(BitOperator operator, Object left, Object right) {
    if (left instanceof IpAddress one && right instanceof IpAddress two) {
      return new IpAddress(
          one.family(),
          bits(operator, one.high(), two.high()),
          bits(operator, one.low(), two.low()));
    }
    if (left instanceof Long one && right instanceof Long two) {
      return bits(operator, one, two);
    }
    throw notModelled("bits of " + left);
  }

  private static long bits(BitOperator operator, long one, long two) {
    return switch (operator) {
      case AND -> one & two;
      case OR -> one | two;
      case XOR -> one ^ two;
    };
  }

  @Override
  public Source concatenation(Expression.Concatenation concatenation) {
    List<Source> parts =
        concatenation.parts().stream()
            .map(part -> part.accept(this))
            .collect(ImmutableList.toImmutableList());
    return passage -> together(parts, passage);
  }

  private static Optional<Object> together(List<Source> parts, Passage passage) {
    ImmutableList.Builder<Object> data = ImmutableList.builderWithExpectedSize(parts.size());
    for (Source part : parts) {
      Optional<Object> datum = part.read(passage);
      if (datum.isEmpty()) {
        return datum;
      }
      data.add(datum.get());
    }
    return Optional.of(data.build());
  }

  @Override
  public Source numberGenerator(Expression.NumberGenerator generator) {
    return new NumberSource(generator, RuleKey.of(place, "numgen"));
  }

  /** What a map says; a choice that is left to chance is told, with what it fell on. */
  @Override
  public Source mapLookup(Expression.MapLookup expression) {
    Lookup lookup = lookup(expression.key(), expression.map());
    return passage ->
        lookup
            .find(passage)
            .flatMap(
                found -> {
                  found.probability().ifPresent(any -> passage.record(() -> chosen(found)));
                  return datum(found.element());
                });
  }

  private Step chosen(Lookup.Found found) {
    return new Step.Matched(place.reference(), dataText(found.element()), found.probability());
  }

  private static String dataText(Element element) {
    return element.data() instanceof Element.Constant constant
        ? constant.value().text()
        : element.key().text();
  }

  private static Optional<Object> datum(Element element) {
    return element.data() instanceof Element.Constant constant
        ? Datum.of(constant.value())
        : Optional.empty();
  }

  Lookup lookup(Expression key, SetReference map) {
    return new Lookup(key.accept(this), elements(map));
  }

  private Function<Object, Optional<Element>> elements(SetReference map) {
    return map instanceof SetReference.Anonymous anonymous
        ? ElementIndex.of(anonymous.elements())::find
        : table.set(((SetReference.Named) map).name())::find;
  }

  Membership membership(SetReference set) {
    if (set instanceof SetReference.Named named) {
      return table.set(named.name());
    }
    ElementIndex elements = ElementIndex.of(((SetReference.Anonymous) set).elements());
    return (passage, key) -> elements.find(key).isPresent();
  }

  private IllegalArgumentException notModelled(String what) {
    return new IllegalArgumentException(
        place.reference() + ": '" + what + "' is not modelled in: " + place.rule().text());
  }
}
