package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpAddress;
import io.kubenet.ruleset.nftables.Value;
import java.util.List;
import java.util.Optional;

/** What constants of rules are at run time. */
final class Datum {

  private Datum() {}

  /** The one datum that a constant stands for; nothing if it stands for several. */
  static Optional<Object> of(Value value) {
    if (value instanceof Value.Address address) {
      return Optional.of(address.address());
    }
    if (value instanceof Value.Numeric numeric) {
      return Optional.of(numeric.number());
    }
    if (value instanceof Value.Flags flags) {
      return Optional.of(flags.bits());
    }
    if (value instanceof Value.InterfaceName name) {
      return name.name().endsWith("*") ? Optional.empty() : Optional.of(name.name());
    }
    return value instanceof Value.Concatenation parts ? together(parts) : Optional.empty();
  }

  private static Optional<Object> together(Value.Concatenation parts) {
    ImmutableList.Builder<Object> data = ImmutableList.builder();
    for (Value part : parts.parts()) {
      Optional<Object> datum = of(part);
      if (datum.isEmpty()) {
        return Optional.empty();
      }
      data.add(datum.get());
    }
    return Optional.of(data.build());
  }

  /** Whether a constant stands for a datum, be it alone or among others. */
  static boolean includes(Value value, Object datum) {
    if (value instanceof Value.Wildcard) {
      return true;
    }
    if (value instanceof Value.Block block) {
      return datum instanceof IpAddress address && block.cidr().contains(address);
    }
    if (value instanceof Value.Range range) {
      return order(range.first(), datum) <= 0 && order(range.last(), datum) >= 0;
    }
    if (value instanceof Value.Prefix prefix) {
      return includes(prefix.range(), datum);
    }
    if (value instanceof Value.InterfaceName name && name.name().endsWith("*")) {
      return datum instanceof String text && text.startsWith(prefix(name));
    }
    if (value instanceof Value.Concatenation parts && datum instanceof List<?> data) {
      return includesEach(parts.parts(), data);
    }
    return of(value).filter(datum::equals).isPresent();
  }

  private static String prefix(Value.InterfaceName name) {
    return name.name().substring(0, name.name().length() - 1);
  }

  private static boolean includesEach(List<Value> parts, List<?> data) {
    for (int i = 0; i < parts.size(); i++) {
      if (!includes(parts.get(i), data.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** How a constant stands to a datum: before it, at it, or behind it. */
  static int order(Value value, Object datum) {
    if (value instanceof Value.Numeric numeric && datum instanceof Long number) {
      return Long.compare(numeric.number(), number);
    }
    if (value instanceof Value.Address address && datum instanceof IpAddress other) {
      return address.address().compareTo(other);
    }
    throw new IllegalArgumentException("'" + value.text() + "' has no order with " + datum);
  }
}
