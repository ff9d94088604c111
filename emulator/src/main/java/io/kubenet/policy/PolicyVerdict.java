package io.kubenet.policy;

import io.kubenet.trace.Step;

/**
 * What policies say of a connection in one direction.
 *
 * @param direction the direction
 * @param cause why
 */
public record PolicyVerdict(Direction direction, Cause cause) {

  public boolean isAllowed() {
    return cause.isAllowed();
  }

  /** Which policy and rule allowed it, or which policies select the pod and why none allows. */
  public String reason() {
    return cause.toString();
  }

  /** It as a step of a trace, which says itself whether the packet was allowed or denied. */
  public Step.Judged step() {
    return new Step.Judged(isAllowed(), without("allowed ", without("denied ", reason())));
  }

  private static String without(String prefix, String text) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }
}
