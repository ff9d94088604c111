package io.kubenet.ruleset.nftables;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The sets or the chains of a table. In the table of a large cluster they are very many, so they
 * are listed when somebody reads the list, and not to find one by its name.
 *
 * @param <T> sets or chains
 */
public final class Parts<T> {

  private final List<T> first;
  private final Function<String, Optional<T>> byName;
  private final Supplier<List<T>> list;

  private Parts(List<T> first, Function<String, Optional<T>> byName, Supplier<List<T>> list) {
    this.first = first;
    this.byName = byName;
    this.list = list;
  }

  /** Parts that are listed already. */
  static <T> Parts<T> of(List<T> parts, Function<T, String> name) {
    List<T> all = ImmutableList.copyOf(parts);
    Supplier<Map<String, T>> named = Suppliers.memoize(() -> Maps.uniqueIndex(all, name::apply));
    return new Parts<>(all, asked -> Optional.ofNullable(named.get().get(asked)), () -> all);
  }

  /**
   * Parts that are known by their names.
   *
   * @param first those that stand before all others
   * @param others the others
   * @param list the others in order, when somebody reads it
   */
  public static <T> Parts<T> of(
      Map<String, T> first, Map<String, T> others, Supplier<List<T>> list) {
    List<T> leading = ImmutableList.copyOf(first.values());
    return new Parts<>(
        leading,
        name ->
            Optional.ofNullable(first.get(name)).or(() -> Optional.ofNullable(others.get(name))),
        Suppliers.memoize(
            () -> ImmutableList.<T>builder().addAll(leading).addAll(list.get()).build()));
  }

  /** Those that stand before all others; a table's base chains are among them. */
  public List<T> first() {
    return first;
  }

  public Optional<T> get(String name) {
    return byName.apply(name);
  }

  public List<T> list() {
    return list.get();
  }

  @Override
  public boolean equals(Object other) {
    return other == this || (other instanceof Parts<?> parts && list().equals(parts.list()));
  }

  @Override
  public int hashCode() {
    return list().hashCode();
  }

  @Override
  public String toString() {
    return list().toString();
  }
}
