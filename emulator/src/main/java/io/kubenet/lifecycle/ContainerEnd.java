package io.kubenet.lifecycle;

import com.google.common.collect.ImmutableList;
import io.kubenet.time.Application;
import java.time.Duration;
import java.util.List;

/**
 * The end of one container.
 *
 * @param container the container
 * @param known when the kubelet learned of the deletion
 * @param grace the grace period
 * @param listenerClose from SIGTERM to the closing of its listener
 */
record ContainerEnd(
    ContainerLife container, Duration known, Duration grace, Duration listenerClose) {

  /** What happens to it, if its turn comes at an instant. */
  List<LifeEvent> events(Duration turn) {
    ImmutableList.Builder<LifeEvent> events = ImmutableList.builder();
    if (container.preStop().isPresent()) {
      events.add(event(known, LifeEvent.Kind.PRE_STOP_BEGAN));
      events.add(event(preStopEnd(), LifeEvent.Kind.PRE_STOP_ENDED));
    }
    Duration sigterm = sigterm(turn);
    events.add(event(sigterm, LifeEvent.Kind.SIGTERM));
    events.add(event(closed(turn), LifeEvent.Kind.LISTENER_CLOSED));
    if (isKilled(turn)) {
      events.add(event(ended(turn), LifeEvent.Kind.SIGKILL));
    }
    return events.add(event(ended(turn), LifeEvent.Kind.ENDED)).build();
  }

  private LifeEvent event(Duration at, LifeEvent.Kind kind) {
    return new LifeEvent(at, container.name(), kind);
  }

  /** A handler is cut off when the grace period is over. */
  private Duration preStopEnd() {
    return known.plus(shorter(container.preStop().orElse(Duration.ZERO), grace));
  }

  /** A sidecar waits for its turn as long as there is grace left. */
  private Duration sigterm(Duration turn) {
    Duration own = preStopEnd();
    return container.isSidecar()
        ? Termination.later(own, shorter(turn, own.plus(leftAfterPreStop())))
        : own;
  }

  /** Whole seconds are taken off, rounded down. */
  private Duration leftAfterPreStop() {
    return grace.minusSeconds(preStopEnd().minus(known).toSeconds());
  }

  private Duration sigkill(Duration turn) {
    Duration waited = sigterm(turn).minus(preStopEnd());
    Duration left = leftAfterPreStop().minusSeconds(waited.toSeconds());
    return sigterm(turn).plus(Termination.later(left, Termination.LEAST_GRACE));
  }

  /** When its process would end of itself; after SIGKILL if it never would. */
  private Duration own(Duration turn) {
    Duration sigterm = sigterm(turn);
    return switch (container.application().onSigterm()) {
      case EXIT -> sigterm.plus(listenerClose);
      case DRAIN -> sigterm.plus(Termination.later(listenerClose, container.application().drain()));
      case IGNORE -> sigkill(turn).plusNanos(1);
    };
  }

  private boolean isKilled(Duration turn) {
    return own(turn).compareTo(sigkill(turn)) > 0;
  }

  Duration ended(Duration turn) {
    return shorter(own(turn), sigkill(turn));
  }

  private Duration closed(Duration turn) {
    return container.application().onSigterm() == Application.OnSigterm.IGNORE
        ? ended(turn)
        : shorter(sigterm(turn).plus(listenerClose), ended(turn));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
