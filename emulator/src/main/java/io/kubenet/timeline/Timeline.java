package io.kubenet.timeline;

import com.google.common.collect.ImmutableList;
import io.kubenet.time.Delays;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cluster's story between two states: everything that happened, in order, what kube-proxies wrote
 * when, and what became of connections meanwhile.
 *
 * @param seed what decided all that is left to chance
 * @param delays how long everything could take
 * @param end when the last thing happened that was watched
 * @param events what happened
 * @param slices the endpoints of Services, each time that they changed; those at the start first
 * @param rules what kube-proxies wrote
 * @param flows what became of connections
 */
public record Timeline(
    long seed,
    Delays delays,
    Duration end,
    List<TimelineEvent> events,
    List<SliceChange> slices,
    List<RuleChange> rules,
    List<FlowTimeline> flows) {

  public Timeline {
    events = ImmutableList.copyOf(events);
    slices = ImmutableList.copyOf(slices);
    rules = ImmutableList.copyOf(rules);
    flows = ImmutableList.copyOf(flows);
  }

  /** The events that happened to an object: {@code pod/shop/api-1}. */
  public Stream<TimelineEvent> eventsOf(String object) {
    return events.stream().filter(event -> event.object().equals(object));
  }

  /** Whether no connection of its flows could fail at any instant. */
  public boolean losesNothing() {
    return flows.stream().allMatch(FlowTimeline::losesNothing);
  }

  /** As the command line tells it. */
  @Override
  public String toString() {
    return TimelineText.of(this);
  }
}
