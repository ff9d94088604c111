package io.kubenet.policy;

import io.kubenet.model.Finding;
import io.kubenet.model.NetworkPolicy;

/** The one policy to look at where a connection is denied. */
final class Blame {

  private Blame() {}

  static Finding.Subject of(Cause denial) {
    if (denial instanceof Cause.Passed passed) {
      return of(passed.then());
    }
    if (denial instanceof Cause.Ruling ruling) {
      return new Finding.Subject(ruling.kind(), ruling.policy(), "spec." + ruling.place());
    }
    if (denial instanceof Cause.Refused refused) {
      NetworkPolicy policy = mostStrict(refused);
      String path = "spec." + refused.direction();
      return new Finding.Subject("NetworkPolicy", policy.name().toString(), path);
    }
    throw new IllegalArgumentException("nobody is to blame: " + denial);
  }

  /** One without rules, if there is one: it is what made the others' rules necessary. */
  private static NetworkPolicy mostStrict(Cause.Refused refused) {
    return refused.refusals().stream()
        .filter(refusal -> refusal.fits().isEmpty())
        .findFirst()
        .orElseGet(() -> refused.refusals().get(0))
        .policy();
  }
}
