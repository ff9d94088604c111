package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The options that were given to a module or target. */
final class Options {

  private final IpFamily family;
  private final Map<String, Integer> known;
  private final String owner;
  private final Map<String, Negatable<List<String>>> given = new LinkedHashMap<>();

  /**
   * No options yet.
   *
   * @param family whose rules they are given in
   * @param known the options that there are, with how many words follow each
   * @param owner the module or target
   */
  Options(IpFamily family, Map<String, Integer> known, String owner) {
    this.family = family;
    this.known = known;
    this.owner = owner;
  }

  /** These, with all that is left. */
  Options read(Tokens tokens) {
    while (!tokens.isAtEnd()) {
      boolean isNegated = tokens.peek().equals("!");
      if (isNegated) {
        tokens.next();
      }
      take(new Negatable<>(tokens.next(), isNegated), tokens);
    }
    return this;
  }

  /** All words up to the next module or target, with a space before each. */
  static String rest(Tokens tokens) {
    StringBuilder rest = new StringBuilder();
    while (!tokens.isAtEnd() && !tokens.peek().matches("-[mjg]")) {
      String word = tokens.next();
      rest.append(' ').append(Quoted.word(word));
    }
    return rest.toString();
  }

  /** The family of the rules that they are given in. */
  IpFamily family() {
    return family;
  }

  boolean isKnown(String option) {
    return known.containsKey(option);
  }

  void take(Negatable<String> option, Tokens tokens) {
    if (!isKnown(option.value())) {
      throw new IllegalArgumentException(
          "'" + option.value() + "' is no option that is known of " + owner);
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < known.get(option.value()); i++) {
      words.add(tokens.next());
    }
    if (given.put(option.value(), new Negatable<>(words, option.isNegated())) != null) {
      throw new IllegalArgumentException(option.value() + " is given twice");
    }
  }

  /** Whether an option that has no words was given. */
  boolean has(String option) {
    return negatable(option).isPresent();
  }

  /** The words of an option, which may be negated. */
  Optional<Negatable<List<String>>> negatable(String option) {
    return Optional.ofNullable(given.get(option));
  }

  /** The value of an option, which may be negated. */
  <T> Optional<Negatable<T>> negatable(String option, Function<String, T> reader) {
    return negatable(option).map(words -> words.map(list -> read(option, list.get(0), reader)));
  }

  /** The value of an option, which may not be negated. */
  <T> Optional<T> value(String option, Function<String, T> reader) {
    Optional<Negatable<T>> value = negatable(option, reader);
    if (value.filter(Negatable::isNegated).isPresent()) {
      throw new IllegalArgumentException(option + " can't be negated");
    }
    return value.map(Negatable::value);
  }

  /** The value of an option that can't be left out. */
  <T> Negatable<T> required(String option, Function<String, T> reader) {
    return negatable(option, reader)
        .orElseThrow(() -> new IllegalArgumentException(owner + " has no " + option));
  }

  void requireOneOf(String one, String other) {
    if (!has(one) && !has(other)) {
      throw new IllegalArgumentException(owner + " has neither " + one + " nor " + other);
    }
  }

  void refuseBoth(String one, String other) {
    if (has(one) && has(other)) {
      throw new IllegalArgumentException(one + " and " + other + " exclude one another");
    }
  }

  /** The options that were given, in their order. */
  List<String> names() {
    return ImmutableList.copyOf(given.keySet());
  }

  private static <T> T read(String option, String word, Function<String, T> reader) {
    try {
      return reader.apply(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }
}
