package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.explain.Explanation;
import io.kubenet.trace.Step;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No step of the connections that were recorded leaves a reader alone. */
class ExplainedRecordingsTest {

  static List<RecordedScenario> scenarios() {
    return RecordedScenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyStepHasASentence(RecordedScenario scenario) {
    Cluster cluster = scenario.cluster();

    Stream<Step> steps =
        scenario.probes().stream()
            .flatMap(probe -> probe.every(cluster).stream())
            .flatMap(way -> Stream.concat(way.request().stream(), way.reply().stream()))
            .flatMap(trace -> trace.hops().stream())
            .flatMap(hop -> hop.steps().stream())
            .distinct();

    assertThat(steps.filter(step -> !saysItItself(step)))
        .allSatisfy(
            step ->
                assertThat(Explanation.of(step).sentence())
                    .as(step.text())
                    .isNotEmpty()
                    .isNotEqualTo("sent on")
                    .doesNotStartWith("matches: ")
                    .doesNotStartWith("left to chance"));
  }

  /** What is no rule and no route is a sentence already. */
  private static boolean saysItItself(Step step) {
    return step instanceof Step.Judged
        || step instanceof Step.Delivered
        || step instanceof Step.Stopped;
  }
}
