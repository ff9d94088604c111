package io.kubenet.assertj;

import io.kubenet.trace.PolicyDecision;

/** Finds policies in decisions by the names that tests give them. */
final class DecidingPolicies {

  private DecidingPolicies() {}

  static boolean include(PolicyDecision decision, String policy) {
    return decision.policies().stream().anyMatch(known -> known.name().equals(policy));
  }
}
