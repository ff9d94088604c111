package io.kubenet.policy;

import io.kubenet.finding.Finding;
import io.kubenet.trace.ObjectRef;
import io.kubenet.trace.PolicyDecision;
import io.kubenet.trace.PolicyRefusal;
import io.kubenet.trace.PolicyRule;

/** The one policy to look at where a connection is denied. */
final class Blame {

  private Blame() {}

  static Finding.Subject of(PolicyDecision denial) {
    if (denial instanceof PolicyDecision.Passed passed) {
      return of(passed.then());
    }
    if (denial instanceof PolicyDecision.Ruled ruled) {
      PolicyRule rule = ruled.rule();
      return subject(rule.policy(), rule.place());
    }
    if (denial instanceof PolicyDecision.Refused refused) {
      return subject(mostStrict(refused), refused.direction().toString());
    }
    throw new IllegalArgumentException("no policy denies this: " + denial);
  }

  private static Finding.Subject subject(ObjectRef policy, String place) {
    return new Finding.Subject(policy.kind(), policy.name(), "spec." + place);
  }

  /** One without rules, if there is one: it is what made the others' rules necessary. */
  private static ObjectRef mostStrict(PolicyDecision.Refused refused) {
    return refused.refusals().stream()
        .filter(refusal -> refusal.mismatches().isEmpty())
        .findFirst()
        .or(() -> refused.refusals().stream().findFirst())
        .map(PolicyRefusal::policy)
        .orElseThrow();
  }
}
