package io.kubenet.lifecycle;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a pod comes to serve: the kubelet's container starts and probes (prober/worker.go and
 * prober_manager.go, v1.36), and the applications' own pace.
 *
 * @param events everything that happens to its containers, in order
 * @param ready when the last container is ready; empty if that never comes
 */
public record Startup(List<LifeEvent> events, Optional<Duration> ready) {

  public Startup {
    events = ImmutableList.copyOf(events);
  }

  /**
   * The start of a pod's containers, all at one instant.
   *
   * @param known when the kubelet began to look at the pod: startup probes count from then
   * @param started when the containers started
   */
  public static Startup of(PodLife pod, Duration known, Duration started) {
    List<ContainerStart> starts =
        pod.containers().stream()
            .map(container -> new ContainerStart(container, known, started))
            .collect(ImmutableList.toImmutableList());
    List<Optional<Duration>> ready = starts.stream().map(ContainerStart::ready).toList();
    return new Startup(
        starts.stream()
            .flatMap(ContainerStart::events)
            .sorted(Comparator.comparing(LifeEvent::at))
            .collect(ImmutableList.toImmutableList()),
        ready.stream().allMatch(Optional::isPresent)
            ? Optional.of(
                ready.stream().flatMap(Optional::stream).max(Duration::compareTo).orElse(started))
            : Optional.empty());
  }

  /** When a container is ready; empty if that never comes. */
  public Optional<Duration> readyOf(String container) {
    return events.stream()
        .filter(event -> event.container().equals(container))
        .filter(event -> event.kind() == LifeEvent.Kind.READY)
        .map(LifeEvent::at)
        .findFirst();
  }
}
