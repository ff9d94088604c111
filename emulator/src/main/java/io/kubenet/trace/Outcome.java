package io.kubenet.trace;

import java.util.Optional;

/**
 * How a connection ended.
 *
 * @param verdict what the one who connects sees
 * @param cause what caused it: a rule, a policy, a closed port, an address that no host has
 */
public record Outcome(Verdict verdict, Cause cause) {

  /** The cause as a sentence. */
  public String because() {
    return cause.toString();
  }

  /** The rule that caused it, where it was one. */
  public Optional<RuleRef> rule() {
    return cause.rule();
  }

  /** The same cause, seen otherwise. */
  public Outcome withVerdict(Verdict other) {
    return new Outcome(other, cause);
  }
}
