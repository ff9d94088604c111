package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubenet.chance.Fraction;
import io.kubenet.timeline.Fate;
import io.kubenet.timeline.FlowInterval;
import io.kubenet.trace.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what becomes of connections over time against what real ones met in a real kernel. */
class LiveRecordingsTest {

  /** An instant within this of a change may belong to either side of it. */
  private static final Duration TOLERANCE = Duration.ofMillis(150);

  private static final Duration LONG = Duration.ofMillis(500);

  /** The kernel tells that nobody answers for an address after three seconds. */
  private static final double ARP_SECONDS = 3;

  private static final double LEAST_LIKELY = 0.001;

  private static int agreeing;
  private static int asked;

  @ParameterizedTest
  @MethodSource("recordings")
  void everyProbeMetWhatTheTimelineHasAtItsInstant(LiveRecording recording) {
    LiveReplay replay = new LiveReplay(recording);
    Map<String, List<FlowInterval>> intervals = replay.intervals();
    List<String> wrong = new ArrayList<>();

    for (JsonNode probe : recording.script().path("probes")) {
      List<JsonNode> seen =
          recording
              .ofKind("PROBE")
              .filter(event -> event.path("probe").equals(probe.path("name")))
              .toList();
      List<FlowInterval> flow = intervals.get(probe.path("name").asText());
      List<String> disagreeing = disagreeing(new Case(probe, flow, replay), seen);
      asked += seen.size();
      agreeing += seen.size() - disagreeing.size();
      wrong.addAll(disagreeing);
      if (!isKept(probe)) {
        wrong.addAll(unlikely(flow, seen));
      }
    }

    assertThat(wrong).as(recording.name()).isEmpty();
  }

  static List<LiveRecording> recordings() {
    return LiveRecording.all();
  }

  @AfterAll
  static void tellHowManyAgree() {
    System.out.println(agreeing + " of " + asked + " probes agree");
  }

  private record Case(JsonNode probe, List<FlowInterval> flow, LiveReplay replay) {}

  private static boolean isKept(JsonNode probe) {
    return probe.path("hold").asBoolean() || probe.has("sourcePort");
  }

  private static List<String> disagreeing(Case asked, List<JsonNode> seen) {
    List<String> wrong = new ArrayList<>();
    Optional<String> kept = Optional.empty();
    for (JsonNode event : seen) {
      boolean agrees =
          (kept.isPresent() && mayBeKept(asked, event, kept.get()))
              || ((kept.isEmpty() || mayBeLost(asked, event, kept.get()))
                  && mayBeNew(asked, event));
      if (!agrees) {
        wrong.add(event + " kept " + kept + " but " + near(asked.flow(), event));
      }
      if (isKept(asked.probe())) {
        boolean isServed = event.path("outcome").asText().equals("ESTABLISHED");
        kept =
            isServed
                ? Optional.of(event.path("backend").asText())
                : asked.probe().has("sourcePort") ? kept : Optional.empty();
      }
    }
    return wrong;
  }

  private static boolean isUdp(JsonNode probe) {
    return probe.path("protocol").asText().equals("UDP");
  }

  /** A kept connection goes on with its pod while that lives, and fails when it does not. */
  private static boolean mayBeKept(Case asked, JsonNode event, String pod) {
    Duration at = LiveReplay.at(event);
    Optional<Duration> end = asked.replay().endOf(pod);
    if (event.path("outcome").asText().equals("ESTABLISHED")) {
      return event.path("backend").asText().equals(pod)
          && end.filter(e -> e.plus(TOLERANCE).compareTo(at) < 0).isEmpty();
    }
    Duration took = at.plusNanos((long) (event.path("took").asDouble() * 1e9));
    return end.filter(e -> e.minus(TOLERANCE).compareTo(took) <= 0).isPresent()
        && List.of("RESET", "TIMED_OUT", "REFUSED").contains(event.path("outcome").asText());
  }

  /** Whether what was kept may have made way for something new. */
  private static boolean mayBeLost(Case asked, JsonNode event, String pod) {
    return isUdp(asked.probe())
        && asked
            .replay()
            .clearedOn("node1", pod)
            .filter(at -> at.minus(TOLERANCE).compareTo(LiveReplay.at(event)) <= 0)
            .isPresent();
  }

  private static boolean mayBeNew(Case asked, JsonNode event) {
    String outcome = event.path("outcome").asText();
    Duration at = LiveReplay.at(event);
    if (outcome.equals("RESET")) {
      Duration answered = at.plusNanos((long) (event.path("took").asDouble() * 1e9));
      return asked.replay().ends().stream()
          .anyMatch(
              end ->
                  end.compareTo(at.minus(TOLERANCE)) >= 0
                      && end.compareTo(answered.plus(TOLERANCE)) <= 0);
    }
    double timeout = asked.probe().path("timeout").asDouble(1);
    return near(asked.flow(), event).stream().anyMatch(fate -> fits(fate, event, timeout));
  }

  private static boolean fits(Fate fate, JsonNode event, double timeout) {
    boolean isSilent = fate.verdict() == Verdict.HOST_UNREACHABLE && timeout < ARP_SECONDS;
    Verdict seen = isSilent ? Verdict.TIMED_OUT : fate.verdict();
    return seen.name().equals(event.path("outcome").asText())
        && (!fate.isEstablished()
            || (fate.endpoint().equals(Optional.of(event.path("backend").asText()))
                && fate.clientIp().equals(Optional.of(event.path("clientIP").asText()))));
  }

  private static List<Fate> near(List<FlowInterval> flow, JsonNode event) {
    Duration at = LiveReplay.at(event);
    return flow.stream()
        .filter(interval -> interval.from().minus(TOLERANCE).compareTo(at) <= 0)
        .filter(interval -> interval.to().plus(TOLERANCE).compareTo(at) >= 0)
        .flatMap(interval -> interval.fates().stream())
        .toList();
  }

  /** The long stretches in which failures were far more or fewer than their share. */
  private static List<String> unlikely(List<FlowInterval> flow, List<JsonNode> seen) {
    List<String> wrong = new ArrayList<>();
    for (FlowInterval interval : flow) {
      if (interval.length().compareTo(LONG) > 0) {
        List<JsonNode> inside =
            seen.stream()
                .filter(e -> LiveReplay.at(e).compareTo(interval.from().plus(TOLERANCE)) > 0)
                .filter(e -> LiveReplay.at(e).compareTo(interval.to().minus(TOLERANCE)) < 0)
                .toList();
        long failed =
            inside.stream().filter(e -> !e.path("outcome").asText().equals("ESTABLISHED")).count();
        double likely = likelihood(inside.size(), (int) failed, interval.failing());
        if (likely < LEAST_LIKELY) {
          wrong.add(interval + ": " + failed + " of " + inside.size() + " failed: p " + likely);
        }
      }
    }
    return wrong;
  }

  /** How likely so many failures, or any number that is no likelier, are (two-sided binomial). */
  private static double likelihood(int all, int failed, Fraction share) {
    double p = share.doubleValue();
    double own = binomial(all, failed, p);
    double sum = 0;
    for (int k = 0; k <= all; k++) {
      double other = binomial(all, k, p);
      sum += other <= own * (1 + 1e-9) ? other : 0;
    }
    return sum;
  }

  private static double binomial(int n, int k, double p) {
    double log = 0;
    for (int i = 1; i <= k; i++) {
      log += Math.log(n - k + i) - Math.log(i);
    }
    if (p == 0 || p == 1) {
      return (p == 0 ? k == 0 : k == n) ? 1 : 0;
    }
    return Math.exp(log + k * Math.log(p) + (n - k) * Math.log(1 - p));
  }
}
