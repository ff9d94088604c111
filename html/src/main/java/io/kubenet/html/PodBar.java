package io.kubenet.html;

import com.google.common.collect.ImmutableList;
import io.kubenet.timeline.SliceChange;
import io.kubenet.timeline.Timeline;
import io.kubenet.timeline.TimelineEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The life of a pod as a bar.
 *
 * @param pod its name
 * @param stretches how it was, and when
 */
record PodBar(String pod, List<Stretch> stretches) {

  /** How a pod is. */
  enum State {
    STARTING("starting", "starting"),
    RUNNING("running", "not ready"),
    READY("good", "ready"),
    ENDING("ending", "terminating"),
    GONE("none", "gone");

    private final String tone;
    private final String words;

    State(String tone, String words) {
      this.tone = tone;
      this.words = words;
    }

    String tone() {
      return tone;
    }

    String words() {
      return words;
    }
  }

  /**
   * How a pod was for a while.
   *
   * @param from the begin
   * @param to the end
   * @param state how it was
   */
  record Stretch(Duration from, Duration to, State state) {}

  PodBar {
    stretches = ImmutableList.copyOf(stretches);
  }

  /** A bar for each pod that something happened to, or that is an endpoint at the start. */
  static List<PodBar> of(Timeline timeline) {
    Map<String, List<TimelineEvent>> events = new LinkedHashMap<>();
    Map<String, State> first = new LinkedHashMap<>();
    for (SliceChange change : timeline.slices()) {
      if (change.at().isZero()) {
        change
            .endpoints()
            .forEach(
                endpoint -> {
                  events.putIfAbsent(endpoint.pod(), new ArrayList<>());
                  first.put(endpoint.pod(), endpoint.isReady() ? State.READY : State.RUNNING);
                });
      }
    }
    timeline.events().stream()
        .forEach(
            event ->
                event
                    .pod()
                    .ifPresent(
                        pod -> events.computeIfAbsent(pod, none -> new ArrayList<>()).add(event)));
    return events.entrySet().stream()
        .map(
            pod ->
                new PodBar(
                    pod.getKey(),
                    stretches(
                        pod.getValue(),
                        Optional.ofNullable(first.get(pod.getKey())),
                        timeline.end())))
        .filter(bar -> !bar.stretches().isEmpty())
        .collect(ImmutableList.toImmutableList());
  }

  private static List<Stretch> stretches(
      List<TimelineEvent> events, Optional<State> first, Duration end) {
    List<Stretch> stretches = new ArrayList<>();
    State state = first.orElse(State.GONE);
    Duration since = Duration.ZERO;
    for (TimelineEvent event : events) {
      State next = after(state, event.what());
      if (next != state) {
        add(stretches, new Stretch(since, event.at(), state));
        state = next;
        since = event.at();
      }
    }
    add(stretches, new Stretch(since, end, state));
    return ImmutableList.copyOf(stretches);
  }

  private static void add(List<Stretch> stretches, Stretch one) {
    if (one.state() != State.GONE && one.to().compareTo(one.from()) > 0) {
      stretches.add(one);
    }
  }

  private static State after(State before, String what) {
    return switch (what) {
      case "pod created" -> State.STARTING;
      case "pod running" -> before == State.ENDING ? before : State.RUNNING;
      case "pod ready" -> before == State.ENDING ? before : State.READY;
      case "pod not ready" -> before == State.ENDING ? before : State.RUNNING;
      case "pod deleted" -> State.ENDING;
      case "address gone", "pod gone" -> State.GONE;
      default -> before;
    };
  }
}
