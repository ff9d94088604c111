package io.kubenet.lifecycle;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a pod ends: the kubelet's arithmetic of the grace period (kuberuntime_container.go
 * killContainer, kuberuntime_termination_order.go, v1.36), and what the applications do at SIGTERM.
 *
 * <p>preStop handlers begin at once, all together, and count against the grace period. SIGTERM
 * comes after a container's preStop; sidecars wait for the containers, then for each other, the
 * last one first. SIGKILL comes when what is left of the grace period is over, 2 s after SIGTERM at
 * the least.
 *
 * @param events everything that happens to its containers, in order
 * @param end when the last container has ended
 */
public record Termination(List<LifeEvent> events, Duration end) {

  /** The least time from SIGTERM to SIGKILL (minimumGracePeriodInSeconds). */
  static final Duration LEAST_GRACE = Duration.ofSeconds(2);

  public Termination {
    events = ImmutableList.copyOf(events);
  }

  /**
   * The end of a pod.
   *
   * @param known when the kubelet learned of the deletion
   * @param grace the grace period that the deletion asked for
   * @param listenerClose from SIGTERM to the closing of a listener
   */
  public static Termination of(
      PodLife pod, Duration known, Duration grace, Duration listenerClose) {
    List<LifeEvent> events = new ArrayList<>();
    Duration turn = known;
    for (ContainerLife container : inOrder(pod)) {
      Duration from = container.isSidecar() ? turn : known;
      ContainerEnd end = new ContainerEnd(container, known, grace, listenerClose);
      events.addAll(end.events(from));
      turn = later(turn, end.ended(from));
    }
    events.sort(Comparator.comparing(LifeEvent::at));
    return new Termination(events, turn);
  }

  /** The containers, then the sidecars from the last to the first. */
  private static List<ContainerLife> inOrder(PodLife pod) {
    List<ContainerLife> order = new ArrayList<>();
    pod.containers().stream().filter(c -> !c.isSidecar()).forEach(order::add);
    int mains = order.size();
    pod.containers().stream()
        .filter(ContainerLife::isSidecar)
        .forEach(sidecar -> order.add(mains, sidecar));
    return order;
  }

  static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** When a container listens no more. */
  public Optional<Duration> closed(String container) {
    return events.stream()
        .filter(event -> event.container().equals(container))
        .filter(event -> event.kind() == LifeEvent.Kind.LISTENER_CLOSED)
        .map(LifeEvent::at)
        .findFirst();
  }

  /**
   * When the pod is not ready any more because a readiness probe fails while it terminates: the
   * kubelet goes on asking. Empty if it ends before.
   *
   * @param startup how it came to serve
   */
  public Optional<Duration> unready(PodLife pod, Startup startup) {
    return pod.containers().stream()
        .flatMap(container -> unready(container, startup).stream())
        .min(Duration::compareTo);
  }

  private Optional<Duration> unready(ContainerLife container, Startup startup) {
    Optional<Duration> ready = startup.readyOf(container.name());
    Optional<Duration> closed = closed(container.name());
    return ready.isEmpty() || closed.isEmpty()
        ? Optional.empty()
        : container
            .readiness()
            .flatMap(
                probe ->
                    probe.reached(
                        ready.get(),
                        probe.failureThreshold(),
                        end,
                        at -> at.compareTo(closed.get()) >= 0));
  }
}
