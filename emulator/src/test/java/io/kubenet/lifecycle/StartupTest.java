package io.kubenet.lifecycle;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.time.Application;
import io.kubenet.time.Durations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartupTest {

  private static final ContainerLife MAIN = ContainerLife.named("main");

  @Test
  void withoutProbesAContainerIsReadyWhenItRunsWhetherItListensOrNot() {
    assertThat(story(MAIN.with(listeningAfter(5))))
        .isEqualTo(
            """
            2s main started
            2s main is ready
            7s main listens\
            """);
  }

  @Test
  void aReadinessProbeFindsTheListenerAtItsNextQuestion() {
    assertThat(story(MAIN.with(listeningAfter(5)).withReadiness(probe(0, 2, 1, 3))))
        .isEqualTo(
            """
            2s main started
            7s main listens
            8s main is ready\
            """);
  }

  @Test
  void severalGoodAnswersInARowTakePeriods() {
    assertThat(readyAt(MAIN.withReadiness(probe(0, 3, 3, 3)))).isEqualTo("8s");
  }

  @Test
  void anInitialDelayIsLookedAtWhenThePeriodIsOver() {
    assertThat(readyAt(MAIN.withReadiness(probe(5, 10, 1, 3)))).isEqualTo("12s");
    assertThat(readyAt(MAIN.withReadiness(probe(5, 5, 1, 3)))).isEqualTo("7s");
  }

  @Test
  void theDefaultProbeAsksEachTenSeconds() {
    assertThat(readyAt(MAIN.with(listeningAfter(1)).withReadiness(ContainerProbe.DEFAULT)))
        .isEqualTo("12s");
  }

  @Test
  void readinessWaitsForTheStartupProbe() {
    assertThat(
            story(
                MAIN.with(listeningAfter(5))
                    .withStartup(probe(0, 4, 1, 30))
                    .withReadiness(probe(0, 10, 1, 3))))
        .isEqualTo(
            """
            2s main started
            7s main listens
            8s main startup probe succeeded
            8s main is ready\
            """);
  }

  @Test
  void aStartupProbeThatGivesUpRestartsTheContainerWithBackOff() {
    assertThat(
            story(MAIN.with(listeningAfter(60)).withStartup(probe(0, 10, 1, 3))).lines().limit(6))
        .containsExactly(
            "2s main started",
            "30s main startup probe failed, and it is restarted",
            "40s main started",
            "60s main startup probe failed, and it is restarted",
            "80s main started",
            "100s main startup probe failed, and it is restarted");
  }

  @Test
  void anApplicationThatNeverListensIsNeverReadyWithAProbe() {
    ContainerLife silent = MAIN.with(Application.DEFAULT.neverListening());

    assertThat(readyAt(silent.withReadiness(ContainerProbe.DEFAULT))).isEqualTo("never");
    assertThat(readyAt(silent)).isEqualTo("2s");
  }

  @Test
  void aPodIsReadyWithItsLastContainer() {
    PodLife pod =
        PodLife.of(
            ContainerLife.named("mesh").asSidecar().with(listeningAfter(9)).withReadiness(second()),
            MAIN.with(listeningAfter(3)).withReadiness(second()));

    assertThat(Startup.of(pod, Duration.ZERO, Duration.ofSeconds(2)).ready())
        .contains(Duration.ofSeconds(11));
  }

  private static ContainerProbe second() {
    return probe(0, 1, 1, 3);
  }

  private static ContainerProbe probe(long delay, long period, int successes, int failures) {
    return new ContainerProbe(
        Duration.ofSeconds(delay), Duration.ofSeconds(period), successes, failures);
  }

  private static Application listeningAfter(long seconds) {
    return Application.DEFAULT.withListensAfter(Duration.ofSeconds(seconds));
  }

  private static Startup startup(ContainerLife container) {
    return Startup.of(PodLife.of(container), Duration.ZERO, Duration.ofSeconds(2));
  }

  private static String readyAt(ContainerLife container) {
    return startup(container).ready().map(Durations::text).orElse("never");
  }

  private static String story(ContainerLife container) {
    return startup(container).events().stream()
        .map(event -> Durations.text(event.at()) + " " + event.container() + " " + event.kind())
        .collect(joining("\n"));
  }
}
