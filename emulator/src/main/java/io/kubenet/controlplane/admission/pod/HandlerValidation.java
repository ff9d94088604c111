package io.kubenet.controlplane.admission.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** What postStart and preStop must hold: validateHandler and validateSleepAction, v1.36. */
final class HandlerValidation {

  private static final List<String> ACTIONS =
      ImmutableList.of("exec", "httpGet", "tcpSocket", "sleep");
  private static final long DEFAULT_GRACE_PERIOD = 30;

  private HandlerValidation() {}

  /**
   * Checks the handlers of a container.
   *
   * @param grace its pod's spec.terminationGracePeriodSeconds
   */
  static void check(LocatedTree lifecycle, LocatedTree grace, Causes causes) {
    for (String moment : ImmutableList.of("postStart", "preStop")) {
      LocatedTree handler = lifecycle.get(moment);
      if (!handler.isAbsent()) {
        handler(handler, grace, causes);
      }
    }
  }

  private static void handler(LocatedTree handler, LocatedTree grace, Causes causes) {
    List<LocatedTree> present =
        ACTIONS.stream().map(handler::get).filter(action -> !action.isAbsent()).toList();
    if (present.isEmpty()) {
      causes.required(handler.path(), "must specify a handler type");
    }
    present.stream()
        .skip(1)
        .forEach(
            other -> causes.forbidden(other.path(), "may not specify more than 1 handler type"));
    if (!handler.get("sleep").isAbsent()) {
      sleep(handler.get("sleep"), grace, causes);
    }
  }

  private static void sleep(LocatedTree sleep, LocatedTree grace, Causes causes) {
    long seconds = sleep.get("seconds").node().longValue();
    long most = grace.isAbsent() ? DEFAULT_GRACE_PERIOD : grace.node().longValue();
    if (seconds < 0 || seconds > most) {
      causes.invalid(
          sleep.path(),
          seconds,
          "must be non-negative and less than terminationGracePeriodSeconds (%d)".formatted(most));
    }
  }
}
