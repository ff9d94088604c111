package io.kubenet.ruleset.iptables.match;

import java.util.function.Function;

/**
 * What a packet is compared with, and whether it must be so or must not.
 *
 * @param value what it is compared with
 * @param isNegated whether {@code !} stands before it
 */
public record Negatable<T>(T value, boolean isNegated) {

  public static <T> Negatable<T> is(T value) {
    return new Negatable<>(value, false);
  }

  public static <T> Negatable<T> not(T value) {
    return new Negatable<>(value, true);
  }

  /** The same, with the value turned into another. */
  public <R> Negatable<R> map(Function<? super T, ? extends R> function) {
    return new Negatable<>(function.apply(value), isNegated);
  }

  /** What is asked for, where the value itself compares so. */
  public boolean holdsWhere(boolean isEqual) {
    return isEqual != isNegated;
  }

  /** {@code ! -s 10.0.0.0/8}: the option before its value. */
  String text(String option) {
    return (isNegated ? "! " : "") + option + " " + value;
  }
}
