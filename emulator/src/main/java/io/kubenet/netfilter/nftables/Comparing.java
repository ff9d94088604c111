package io.kubenet.netfilter.nftables;

import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Value;

/** How a match compares a value, compiled. */
interface Comparing {

  boolean holds(Object datum);

  static Comparing of(Statement.Match match) {
    Value right = match.right();
    return switch (match.comparison()) {
      case IMPLICIT -> isBitmask(right) ? anyOf(bits(right)) : datum -> includes(right, datum);
      case NONE_OF -> datum -> !anyOf(bits(right)).holds(datum);
      case EQUAL -> datum -> includes(right, datum);
      case NOT_EQUAL -> datum -> !includes(right, datum);
      case LESS -> datum -> Datum.order(right, datum) > 0;
      case LESS_OR_EQUAL -> datum -> Datum.order(right, datum) >= 0;
      case GREATER -> datum -> Datum.order(right, datum) < 0;
      case GREATER_OR_EQUAL -> datum -> Datum.order(right, datum) <= 0;
    };
  }

  private static boolean includes(Value value, Object datum) {
    return Datum.includes(value, datum);
  }

  private static boolean isBitmask(Value value) {
    return value instanceof Value.Flags
        || (value instanceof Value.Numeric numeric && numeric.type().isBitmask());
  }

  private static long bits(Value value) {
    return value instanceof Value.Flags flags ? flags.bits() : ((Value.Numeric) value).number();
  }

  private static Comparing anyOf(long bits) {
    return datum -> datum instanceof Long number && (number & bits) != 0;
  }
}
