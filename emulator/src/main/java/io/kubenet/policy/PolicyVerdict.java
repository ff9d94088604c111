package io.kubenet.policy;

import io.kubenet.trace.PolicyDecision;
import io.kubenet.trace.PolicyDirection;

/**
 * What policies say of a connection in one direction.
 *
 * @param direction the direction
 * @param decision their decision, and why
 */
public record PolicyVerdict(PolicyDirection direction, PolicyDecision decision) {

  public boolean isAllowed() {
    return decision.isAllowed();
  }

  /** Which policy and rule allowed it, or which policies select the pod and why none allows. */
  public String reason() {
    return decision.toString();
  }
}
