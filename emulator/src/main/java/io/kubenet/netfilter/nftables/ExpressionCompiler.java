package io.kubenet.netfilter.nftables;

import com.google.common.base.Suppliers;
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
import java.util.function.Supplier;

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
    return new Source() {
      @Override
      public Optional<Object> read(Passage passage) {
        return datum;
      }

      @Override
      public Optional<Object> ofField(Object any) {
        return datum;
      }
    };
  }

  @Override
  public Source binary(Expression.Binary binary) {
    Source left = binary.left().accept(this);
    Source right = binary.right().accept(this);
    return new Source() {
      @Override
      public Optional<Object> read(Passage passage) {
        return together(left.read(passage), right.read(passage));
      }

      @Override
      public Optional<Object> peek(Passage passage) {
        return isOfOneField() ? together(left.peek(passage), right.peek(passage)) : read(passage);
      }

      @Override
      public void askedWhether(Passage passage, Object datum, Some some) {
        read(passage);
      }

      @Override
      public Optional<FieldSource> onlyField() {
        return isOfOneField() ? left.onlyField() : Optional.empty();
      }

      @Override
      public Optional<Object> ofField(Object datum) {
        return isOfOneField()
            ? together(left.ofField(datum), right.ofField(datum))
            : Optional.empty();
      }

      private boolean isOfOneField() {
        return binary.left() instanceof Field && binary.right() instanceof Expression.Constant;
      }

      private Optional<Object> together(Optional<Object> first, Optional<Object> second) {
        return first.flatMap(one -> second.map(two -> join(binary.operator(), one, two)));
      }
    };
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
    return new Source() {
      @Override
      public Optional<Object> read(Passage passage) {
        return together(parts, part -> part.read(passage));
      }

      @Override
      public Optional<Object> peek(Passage passage) {
        return together(parts, part -> part.peek(passage));
      }

      @Override
      public List<Source> parts() {
        return parts;
      }
    };
  }

  private static Optional<Object> together(
      List<Source> parts, Function<Source, Optional<Object>> reading) {
    ImmutableList.Builder<Object> data = ImmutableList.builderWithExpectedSize(parts.size());
    for (Source part : parts) {
      Optional<Object> datum = reading.apply(part);
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

  private Supplier<ElementIndex> elements(SetReference map) {
    return map instanceof SetReference.Anonymous anonymous
        ? Suppliers.ofInstance(ElementIndex.of(anonymous.elements()))
        : table.set(((SetReference.Named) map).name()).elements();
  }

  Membership membership(SetReference set) {
    if (set instanceof SetReference.Named named) {
      return table.set(named.name());
    }
    ElementIndex elements = ElementIndex.of(((SetReference.Anonymous) set).elements());
    return new Membership() {
      @Override
      public boolean contains(Passage passage, Object key) {
        return elements.find(key).isPresent();
      }

      @Override
      public void asked(Passage passage, Source source, Object key) {
        elements.asked(passage, source, key);
      }
    };
  }

  private IllegalArgumentException notModelled(String what) {
    return new IllegalArgumentException(
        place.reference() + ": '" + what + "' is not modelled in: " + place.rule().text());
  }
}
