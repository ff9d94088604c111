package io.kubenet.controlplane.time;

import com.google.common.collect.ImmutableList;
import io.kubenet.lifecycle.LifeEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a pod ends.
 *
 * @param events what its containers do
 * @param unready when the API server knows that it is not ready, if that is before its end
 * @param addressGone when its addresses are gone
 * @param gone when the API server has it no more
 */
public record PodEnd(
    List<LifeEvent> events, Optional<Duration> unready, Duration addressGone, Duration gone) {

  public PodEnd {
    events = ImmutableList.copyOf(events);
  }
}
