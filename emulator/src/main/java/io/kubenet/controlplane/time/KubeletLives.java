package io.kubenet.controlplane.time;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.choice.Chance;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.lifecycle.PodLife;
import io.kubenet.lifecycle.Startup;
import io.kubenet.lifecycle.Termination;
import io.kubenet.time.ApplicationRule;
import io.kubenet.time.DelayRow;
import io.kubenet.time.Delays;
import io.kubenet.time.queue.Draw;
import java.time.Duration;
import java.util.Optional;

/**
 * Pods as kubelets run them: by their probes, handlers and grace periods, with delays between.
 *
 * @param delays how long everything takes
 * @param chance draws one time of each delay
 */
public record KubeletLives(Delays delays, Chance chance) implements PodLives {

  @Override
  public PodLife lifeOf(PodObject pod) {
    PodLife life = pod.spec().life();
    for (ApplicationRule rule : delays.applications()) {
      life = life.with(rule, pod.name().toString());
    }
    return life;
  }

  @Override
  public PodStart start(PodObject pod, Duration bound) {
    Duration known = bound.plus(draw(DelayRow.KUBELET_WATCH));
    Duration started = known.plus(draw(DelayRow.CONTAINER_START));
    Startup startup = Startup.of(lifeOf(pod), known, started);
    Duration running = started.plus(draw(DelayRow.STATUS_UPDATE));
    Optional<Duration> ready =
        startup
            .ready()
            .map(at -> at.plus(draw(DelayRow.STATUS_UPDATE)))
            .map(at -> at.compareTo(running) < 0 ? running : at);
    return PodStart.ofLasting(running, startup, ready);
  }

  @Override
  public PodEnd end(PodObject pod, Duration deleted, PodStart start) {
    PodLife life = lifeOf(pod);
    Duration known = deleted.plus(draw(DelayRow.KUBELET_WATCH));
    if (start.running().compareTo(deleted) > 0) {
      Duration gone = known.plus(draw(DelayRow.POD_REMOVAL));
      return new PodEnd(ImmutableList.of(), Optional.empty(), known, gone);
    }
    Termination termination =
        Termination.of(life, known, life.gracePeriod(), draw(DelayRow.LISTENER_CLOSE));
    Duration addressGone = termination.end().plus(draw(DelayRow.SANDBOX_STOP));
    return new PodEnd(
        termination.events(),
        termination
            .unready(life, start.startup())
            .map(at -> at.plus(draw(DelayRow.STATUS_UPDATE)))
            .filter(at -> at.compareTo(addressGone) < 0),
        addressGone,
        addressGone.plus(draw(DelayRow.POD_REMOVAL)));
  }

  private Duration draw(DelayRow row) {
    return Draw.of(delays.get(row), chance);
  }
}
