package io.kubenet.controlplane.pod;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a Pod is.
 *
 * @param phase its phase
 * @param isReady whether its condition Ready is True
 * @param ips its addresses
 * @param pending why it has no node; empty if it has one, or nobody has looked for one yet
 * @param isReported whether a manifest says how it is: then no kubelet tells otherwise
 * @param since when its condition Ready or its end last changed
 */
public record PodStatus(
    Pod.Phase phase,
    boolean isReady,
    List<IpAddress> ips,
    Optional<Pending> pending,
    boolean isReported,
    Duration since) {

  /** When what is so at rest became so: as long ago as anybody asks. */
  public static final Duration EVER = Duration.ofSeconds(Integer.MIN_VALUE);

  /** Of a Pod that has just been made. */
  public static final PodStatus NEW =
      new PodStatus(Pod.Phase.PENDING, false, ImmutableList.of(), Optional.empty(), false, EVER);

  /**
   * Why a Pod has no node: reason and message of its condition PodScheduled.
   *
   * @param reason {@code Unschedulable} or {@code SchedulingGated}
   * @param message as kubectl describe shows it
   */
  public record Pending(String reason, String message) {}

  public PodStatus {
    ips = ImmutableList.copyOf(ips);
  }

  /** Of a Pod that runs. */
  public static PodStatus running(boolean ready, List<IpAddress> ips) {
    return new PodStatus(Pod.Phase.RUNNING, ready, ips, Optional.empty(), false, EVER);
  }

  /** Whether a kubelet has something to add to it. */
  public boolean awaitsStart() {
    return isReported ? phase == Pod.Phase.RUNNING && ips.isEmpty() : phase == Pod.Phase.PENDING;
  }

  /** Whether it says the same, whoever says so. */
  public boolean saysAsMuchAs(PodStatus other) {
    return phase == other.phase && isReady == other.isReady && ips.equals(other.ips);
  }

  /** Ready or not ready from an instant on, if it was not so before. */
  public PodStatus withReady(boolean ready, Duration since) {
    return ready == isReady ? this : new PodStatus(phase, ready, ips, pending, isReported, since);
  }

  public PodStatus withIps(List<IpAddress> other) {
    return new PodStatus(phase, isReady, other, pending, isReported, since);
  }

  /** When it has run to its end. */
  public PodStatus finished(Pod.Phase end, Duration at) {
    return new PodStatus(end, false, ips, pending, isReported, at);
  }

  public PodStatus withPending(Pending why) {
    return new PodStatus(phase, isReady, ips, Optional.of(why), isReported, since);
  }
}
