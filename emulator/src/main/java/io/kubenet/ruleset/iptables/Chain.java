package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.meaning.Meaning;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A chain of rules.
 *
 * @param name the name
 * @param policy what becomes of a packet at the end of a built-in chain; empty for a user's chain
 * @param rules the rules, in order
 */
public record Chain(String name, Optional<Policy> policy, List<Rule> rules) {

  /** What becomes of a packet that no rule of a built-in chain decided on. */
  public enum Policy {
    ACCEPT,
    DROP
  }

  public Chain {
    rules = ImmutableList.copyOf(rules);
  }

  /** A chain that a hook calls. */
  public static Chain builtin(String name, Policy policy, List<Rule> rules) {
    return new Chain(name, Optional.of(policy), rules);
  }

  /** A chain that rules jump to. */
  public static Chain user(String name, List<Rule> rules) {
    return new Chain(name, Optional.empty(), rules);
  }

  public boolean isBuiltin() {
    return policy.isPresent();
  }

  /** {@code :INPUT ACCEPT}, or {@code :KUBE-SERVICES -}. */
  public String declaration() {
    return ":" + name + " " + policy.map(Policy::name).orElse("-");
  }

  Chain withMeanings(BiFunction<String, Rule, Meaning> meaning) {
    return new Chain(
        name,
        policy,
        rules.stream()
            .map(rule -> rule.withMeaning(meaning.apply(name, rule)))
            .collect(ImmutableList.toImmutableList()));
  }

  /** Adds the chain's rules, a line each. */
  void appendTo(StringBuilder text) {
    for (Rule rule : rules) {
      text.append("-A ").append(name);
      rule.appendTo(text);
      text.append('\n');
    }
  }
}
