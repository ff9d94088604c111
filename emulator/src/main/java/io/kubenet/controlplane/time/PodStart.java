package io.kubenet.controlplane.time;

import io.kubenet.lifecycle.Startup;
import io.kubenet.model.Pod;
import java.time.Duration;
import java.util.Optional;

/**
 * How a pod starts.
 *
 * @param running when the API server knows that it runs, and its addresses
 * @param startup what its containers do
 * @param ready when the API server knows that it is ready; empty if that never comes
 * @param finish how it runs to its end of itself; empty if it goes on
 */
public record PodStart(
    Duration running, Startup startup, Optional<Duration> ready, Optional<Finish> finish) {

  /**
   * How a pod runs to its end of itself.
   *
   * @param at when the API server knows of it
   * @param phase Succeeded or Failed
   */
  public record Finish(Duration at, Pod.Phase phase) {}

  /** Of a pod that goes on until it is deleted. */
  public static PodStart ofLasting(Duration running, Startup startup, Optional<Duration> ready) {
    return new PodStart(running, startup, ready, Optional.empty());
  }
}
