package io.kubenet.lifecycle;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The start of one container, with the restarts that its startup probe causes.
 *
 * <p>A restart waits for the back-off: 10 s, doubled each time, 300 s at most (kubelet.go
 * backOffPeriod and MaxContainerBackOff, v1.36). An application that is not there when its startup
 * probe gives up is not there the next time either, so it is never ready.
 */
final class ContainerStart {

  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

  /** How far a container is followed that does not get ready. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final ContainerLife container;
  private final Duration known;
  private final Duration started;

  ContainerStart(ContainerLife container, Duration known, Duration started) {
    this.container = container;
    this.known = known;
    this.started = started;
  }

  Stream<LifeEvent> events() {
    Optional<Duration> startup = startupSucceeded();
    if (container.startup().isPresent() && startup.isEmpty()) {
      return restarts().stream();
    }
    ImmutableList.Builder<LifeEvent> events = ImmutableList.builder();
    events.add(event(started, LifeEvent.Kind.STARTED));
    listening().ifPresent(at -> events.add(event(at, LifeEvent.Kind.LISTENING)));
    startup.ifPresent(at -> events.add(event(at, LifeEvent.Kind.STARTUP_SUCCEEDED)));
    ready().ifPresent(at -> events.add(event(at, LifeEvent.Kind.READY)));
    return events.build().stream();
  }

  private LifeEvent event(Duration at, LifeEvent.Kind kind) {
    return new LifeEvent(at, container.name(), kind);
  }

  private Optional<Duration> listening() {
    return container.application().listensAfter().map(started::plus);
  }

  private boolean isListening(Duration at) {
    return listening().filter(since -> since.compareTo(at) <= 0).isPresent();
  }

  private Duration lastLookAt() {
    return listening().orElse(started).plus(PATIENCE);
  }

  /** When the startup probe succeeds; empty if there is none, or it gives up before. */
  private Optional<Duration> startupSucceeded() {
    return container
        .startup()
        .flatMap(
            probe -> {
              Duration first = probe.first(known, started);
              return probe.reached(first, 1, lastQuestion(probe, first), this::isListening);
            });
  }

  private static Duration lastQuestion(ContainerProbe probe, Duration first) {
    return first.plus(probe.period().multipliedBy(probe.failureThreshold() - 1L));
  }

  /**
   * When the container is ready: at once without a readiness probe; with one, the first question
   * comes when the container has started, and the period counts from it.
   */
  Optional<Duration> ready() {
    Optional<Duration> from =
        container.startup().isPresent() ? startupSucceeded() : Optional.of(started);
    return container.readiness().isEmpty()
        ? from
        : from.flatMap(since -> succeeded(container.readiness().get(), since));
  }

  private Optional<Duration> succeeded(ContainerProbe probe, Duration since) {
    return listening()
        .flatMap(
            listens ->
                probe.reached(
                    probe.first(since, started),
                    probe.successThreshold(),
                    lastLookAt().plus(probe.initialDelay()).plus(since.minus(started)),
                    this::isListening));
  }

  /** Each try starts, fails its startup probe, and is killed. */
  private List<LifeEvent> restarts() {
    ContainerProbe probe = container.startup().orElseThrow();
    ImmutableList.Builder<LifeEvent> events = ImmutableList.builder();
    Duration backOff = FIRST_BACK_OFF;
    Duration start = started;
    while (start.compareTo(started.plus(PATIENCE)) < 0) {
      Duration failed = lastQuestion(probe, probe.first(known, start));
      events.add(event(start, LifeEvent.Kind.STARTED));
      Optional<Duration> listens = container.application().listensAfter().map(start::plus);
      listens
          .filter(at -> at.compareTo(failed) < 0)
          .ifPresent(at -> events.add(event(at, LifeEvent.Kind.LISTENING)));
      events.add(event(failed, LifeEvent.Kind.STARTUP_FAILED));
      start = failed.plus(backOff);
      backOff = shorter(backOff.multipliedBy(2), LONGEST_BACK_OFF);
    }
    return events.build();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
