package io.kubenet.controlplane;

import io.kubenet.controlplane.loop.Loop;
import io.kubenet.controlplane.loop.Timing;
import io.kubenet.controlplane.loop.Turn;
import io.kubenet.controlplane.pod.Pace;
import io.kubenet.controlplane.store.Change;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A control plane that lives in time: its components stay in one loop, and work when their watches
 * have told them and their time has come. What kubelets do, others say.
 */
public final class LivePlane {

  private final Loop loop;
  private ControlPlane plane;

  /**
   * A control plane that is at rest at the instant 0.
   *
   * @param timing how long its components take
   */
  public LivePlane(ControlPlane atRest, Timing timing) {
    this.plane = atRest.with(Pace.IN_TIME);
    this.loop =
        new Loop(
            new Loop.Start(plane.store(), plane.memory(), timing, Pace.IN_TIME, Duration.ZERO),
            Step.components(plane.config()));
  }

  /** The control plane as it is now. */
  public ControlPlane plane() {
    return plane;
  }

  /** When a component has something to do next; empty if all are idle. */
  public Optional<Duration> nextInstant() {
    return loop.nextInstant();
  }

  /** Lets components do what they have to do until an instant, and on it. */
  public void runUntil(Duration instant) {
    loop.runUntil(instant);
    plane = plane.with(plane.server(), loop).at(loop.now());
  }

  /** Lets time pass to an instant before which nobody has anything to do. */
  public void reach(Duration instant) {
    loop.reach(instant);
    plane = plane.at(instant);
  }

  /** Somebody changes something now; components that take no time do their part. */
  public void change(UnaryOperator<ControlPlane> step) {
    ControlPlane asked = step.apply(plane);
    for (Change change : asked.asked()) {
      change.after().ifPresentOrElse(loop::put, () -> loop.remove(change.key()));
      loop.runThrough(Turn.WAITING_PODS);
    }
    loop.reach(asked.server().revision());
    loop.runUntil(loop.now());
    plane = asked.with(asked.server(), loop).at(loop.now());
  }
}
