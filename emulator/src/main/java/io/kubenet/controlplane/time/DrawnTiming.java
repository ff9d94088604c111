package io.kubenet.controlplane.time;

import io.kubenet.chance.choice.Chance;
import io.kubenet.controlplane.loop.Component;
import io.kubenet.controlplane.loop.Timing;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.time.DelayRow;
import io.kubenet.time.Delays;
import io.kubenet.time.queue.Draw;
import java.time.Duration;

/**
 * Controllers and the scheduler with the delays of their rows.
 *
 * @param delays how long everything takes
 * @param chance draws one time of each delay
 */
public record DrawnTiming(Delays delays, Chance chance) implements Timing {

  /** The delay of a component is in its work: what it reads then is as new as can be. */
  @Override
  public Duration untilSeen(Component component, Change change) {
    return Duration.ZERO;
  }

  @Override
  public Duration untilWorkedOn(Component component, ObjectKey key, Cause cause) {
    return switch (component.name()) {
      case "deployment", "replicaset", "statefulset", "daemonset" ->
          cause == Cause.ITSELF ? Duration.ZERO : draw(DelayRow.CONTROLLER_SYNC);
      case "job" ->
          switch (cause) {
            case ITSELF -> Duration.ZERO;
            case POD -> draw(DelayRow.JOB_SYNC);
            case OTHER -> draw(DelayRow.CONTROLLER_SYNC);
          };
      case "scheduler" -> key.kind().equals("Pod") ? draw(DelayRow.SCHEDULING) : Duration.ZERO;
      case "endpointslice", "endpointslicemirroring" -> draw(DelayRow.SLICE_SYNC);
      default -> Duration.ZERO;
    };
  }

  private Duration draw(DelayRow row) {
    return Draw.of(delays.get(row), chance);
  }
}
