package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.Expression;
import io.kubenet.ruleset.nftables.Field;
import io.kubenet.ruleset.nftables.SetReference;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The names of interfaces that a statement compares those of a packet with, as iptables writes
 * them: whole ones first, then {@code eth+}.
 *
 * @param in those of the interface that it came by
 * @param out those of the interface that it leaves by
 */
record NamesAsked(List<String> in, List<String> out) {

  private static final NamesAsked NONE = new NamesAsked(List.of(), List.of());

  NamesAsked {
    in = wholeFirst(in);
    out = wholeFirst(out);
  }

  private static List<String> wholeFirst(List<String> names) {
    Set<String> sorted = new LinkedHashSet<>();
    names.stream().filter(name -> !name.endsWith("+")).forEach(sorted::add);
    sorted.addAll(names);
    return ImmutableList.copyOf(sorted);
  }

  /**
   * The names that a statement asks for.
   *
   * @param elements the elements of the sets of its table, by name
   */
  static NamesAsked by(Statement statement, Function<String, List<Element>> elements) {
    if (statement instanceof Statement.Match match) {
      return comparing(match.left(), List.of(match.right()));
    }
    if (statement instanceof Statement.Membership membership) {
      return comparing(membership.key(), keys(membership.set(), elements));
    }
    if (statement instanceof Statement.VerdictMap map) {
      return comparing(map.key(), keys(map.map(), elements));
    }
    return NONE;
  }

  private static List<Value> keys(SetReference set, Function<String, List<Element>> elements) {
    List<Element> all =
        set instanceof SetReference.Anonymous anonymous
            ? anonymous.elements()
            : elements.apply(((SetReference.Named) set).name());
    return all.stream().map(Element::key).toList();
  }

  private static NamesAsked comparing(Expression asked, List<Value> values) {
    List<Expression> parts =
        asked instanceof Expression.Concatenation together ? together.parts() : List.of(asked);
    List<String> in = new ArrayList<>();
    List<String> out = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) == Field.IIFNAME || parts.get(i) == Field.IIF) {
        in.addAll(names(values, i));
      } else if (parts.get(i) == Field.OIFNAME || parts.get(i) == Field.OIF) {
        out.addAll(names(values, i));
      }
    }
    return in.isEmpty() && out.isEmpty() ? NONE : new NamesAsked(in, out);
  }

  private static List<String> names(List<Value> values, int part) {
    List<String> names = new ArrayList<>();
    for (Value value : values) {
      Value own =
          value instanceof Value.Concatenation together ? together.parts().get(part) : value;
      if (own instanceof Value.InterfaceName name) {
        names.add(
            name.name().endsWith("*")
                ? name.name().substring(0, name.name().length() - 1) + "+"
                : name.name());
      }
    }
    return names;
  }

  boolean isEmpty() {
    return in.isEmpty() && out.isEmpty();
  }

  /** The first of them of which nobody can tell, as a listing shows it. */
  Optional<String> unknown(Passage passage) {
    return passage
        .settleNames(in, out)
        .map(name -> '"' + (name.endsWith("+") ? name.replace('+', '*') : name) + '"');
  }
}
