package io.kubenet.assertj;

import static java.util.stream.Collectors.joining;

import io.kubenet.chance.Fraction;
import io.kubenet.time.Durations;
import io.kubenet.timeline.FlowTimeline;
import io.kubenet.timeline.Loss;
import io.kubenet.timeline.SliceChange;
import io.kubenet.timeline.Timeline;
import io.kubenet.timeline.TimelineEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what a change costs while it happens. */
public class TimelineAssert extends AbstractAssert<TimelineAssert, Timeline> {

  /** How long before a loss events belong to its story. */
  private static final Duration STORY = Duration.ofSeconds(2);

  public TimelineAssert(Timeline actual) {
    super(actual, TimelineAssert.class);
  }

  /**
   * Verifies that no connection can fail, whenever it begins.
   *
   * <pre>{@code
   * assertThat(cluster.timeline(script, Delays.typical(), load)).losesNothing();
   * }</pre>
   */
  public TimelineAssert losesNothing() {
    isNotNull();
    if (!actual.losesNothing()) {
      throw failed("lose nothing", firstLoss());
    }
    return myself;
  }

  /** Verifies that no more requests are lost on average, of all flows together. */
  public TimelineAssert losesAtMost(int requests) {
    isNotNull();
    if (lost().compareTo(Fraction.of(requests, 1)) > 0) {
      throw failed("lose at most " + requests + " requests", firstLoss());
    }
    return myself;
  }

  /** Verifies that the last thing happens by an instant. */
  public TimelineAssert isSettledBy(Duration instant) {
    isNotNull();
    List<TimelineEvent> later =
        actual.events().stream().filter(event -> event.at().compareTo(instant) > 0).toList();
    if (!later.isEmpty()) {
      throw failed("be settled by " + Durations.text(instant), told(later));
    }
    return myself;
  }

  /** Verifies that a Service never has fewer ready endpoints: {@code shop/api}. */
  public TimelineAssert keepsAtLeastReady(String service, int endpoints) {
    isNotNull();
    Optional<SliceChange> fewer =
        actual.slices().stream()
            .filter(change -> change.service().equals(service))
            .filter(change -> ready(change) < endpoints)
            .findFirst();
    if (fewer.isPresent()) {
      Duration at = fewer.get().at();
      throw failed(
          "keep at least " + endpoints + " ready endpoints of " + service,
          "at " + Durations.text(at) + " it had " + ready(fewer.get()) + "\n" + before(at));
    }
    return myself;
  }

  private static long ready(SliceChange change) {
    return change.endpoints().stream().filter(SliceChange.Condition::isReady).count();
  }

  private Fraction lost() {
    return actual.flows().stream()
        .map(flow -> flow.requests().lostInAll())
        .reduce(Fraction.ZERO, Fraction::plus);
  }

  /** What was lost, and the story around the first of it. */
  private String firstLoss() {
    String flows =
        actual.flows().stream()
            .filter(flow -> !flow.losesNothing())
            .map(TimelineAssert::told)
            .collect(joining("\n"));
    return flows
        + actual.flows().stream()
            .flatMap(flow -> flow.requests().lost().stream())
            .map(Loss::from)
            .min(Duration::compareTo)
            .map(at -> "\nbefore the first loss\n" + before(at))
            .orElse("");
  }

  private static String told(FlowTimeline flow) {
    return "from %s to %s it lost %s of %s%s"
        .formatted(
            flow.from(),
            flow.to(),
            number(flow.requests().lostInAll()),
            number(flow.requests().sent()),
            flow.requests().lost().stream().map(TimelineAssert::told).collect(joining()));
  }

  private static String told(Loss loss) {
    return "\n  %s %s from %s to %s: %s"
        .formatted(
            number(loss.count()),
            loss.verdict(),
            Durations.text(loss.from()),
            Durations.text(loss.to()),
            loss.because());
  }

  private static String number(Fraction fraction) {
    return fraction.decimal(2);
  }

  private String before(Duration instant) {
    return told(
        actual.events().stream()
            .filter(event -> event.at().compareTo(instant) <= 0)
            .filter(event -> event.at().compareTo(instant.minus(STORY)) >= 0)
            .toList());
  }

  private static String told(List<TimelineEvent> events) {
    return events.stream().map(event -> "  " + event).collect(joining("\n"));
  }

  private AssertionError failed(String wish, String instead) {
    return failure(
        "%s",
        "\nExpected timeline of "
            + Durations.text(actual.end())
            + "\nto "
            + wish
            + "\nbut\n"
            + instead.lines().map(line -> "  " + line).collect(joining("\n")));
  }
}
