package io.kubenet.trace;

import java.util.Optional;

/**
 * How a connection ended.
 *
 * @param verdict what the one who connects sees
 * @param because what caused it: a rule, a policy, a closed port, an address that nobody has
 * @param rule the rule that caused it, where it was one
 */
public record Outcome(Verdict verdict, String because, Optional<RuleRef> rule) {

  public static Outcome of(Verdict verdict, String because) {
    return new Outcome(verdict, because, Optional.empty());
  }

  public static Outcome by(Verdict verdict, RuleRef rule) {
    return new Outcome(verdict, rule.toString(), Optional.of(rule));
  }
}
