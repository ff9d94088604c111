package io.kubenet.netfilter.nftables;

import io.kubenet.net.IpFamily;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.ruleset.nftables.Value;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Some values of a field, among which its value was asked for.
 *
 * @param numbers which addresses or numbers
 * @param names which names of interfaces
 */
record Some(Supplier<IntervalSet> numbers, Predicate<String> names) {

  /** A constant's. */
  static Some of(Value value) {
    return new Some(() -> numbers(value), name -> Datum.includes(value, name));
  }

  /** One value. */
  static Some one(Object datum) {
    return new Some(() -> number(datum), datum::equals);
  }

  /** The one number or address that a datum is; a name is none. */
  static IntervalSet number(Object datum) {
    if (datum instanceof io.kubenet.net.IpAddress address) {
      return IntervalSet.of(address);
    }
    return datum instanceof Long number ? IntervalSet.of(number) : IntervalSet.NONE;
  }

  /** The numbers or addresses of a constant. */
  static IntervalSet numbers(Value value) {
    if (value instanceof Value.Wildcard) {
      return IntervalSet.all(IpFamily.IPV6);
    }
    if (value instanceof Value.Block block) {
      return IntervalSet.of(block.cidr());
    }
    if (value instanceof Value.Prefix prefix) {
      return numbers(prefix.range());
    }
    if (value instanceof Value.Range range
        && range.first() instanceof Value.Address first
        && range.last() instanceof Value.Address last) {
      return IntervalSet.range(first.address(), last.address());
    }
    if (value instanceof Value.Range range
        && range.first() instanceof Value.Numeric first
        && range.last() instanceof Value.Numeric last) {
      return IntervalSet.range(first.number(), last.number());
    }
    return Datum.of(value).map(Some::number).orElse(IntervalSet.NONE);
  }
}
