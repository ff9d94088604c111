package io.kubenet.timeline;

import io.kubenet.time.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that happened.
 *
 * @param at the instant
 * @param component who did it: {@code kubelet/node1}
 * @param what what it was: {@code pod ready}
 * @param object what it happened to: {@code pod/shop/api-1}
 * @param because why; may be empty
 * @param pod the pod, if it happened to one: {@code shop/api-1}
 */
public record TimelineEvent(
    Duration at,
    String component,
    String what,
    String object,
    String because,
    Optional<String> pod) {

  @Override
  public String toString() {
    String why = because.isEmpty() ? "" : ": " + because;
    return Durations.text(at) + " " + component + " " + what + " " + object + why;
  }
}
