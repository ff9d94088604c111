package io.kubenet.lifecycle;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.time.Application;
import io.kubenet.time.Durations;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TerminationTest {

  private static final ContainerLife MAIN = ContainerLife.named("main");

  @Test
  void withoutAHandlerSigtermComesAtOnce() {
    assertThat(story(PodLife.of(MAIN)))
        .isEqualTo(
            """
            0s main got SIGTERM
            0s main listens no more
            0s main ended\
            """);
  }

  @Test
  void preStopComesBeforeSigterm() {
    assertThat(story(PodLife.of(MAIN.withPreStop(Duration.ofSeconds(5)))))
        .isEqualTo(
            """
            0s main preStop began
            5s main preStop ended
            5s main got SIGTERM
            5s main listens no more
            5s main ended\
            """);
  }

  @Test
  void preStopCountsAgainstTheGracePeriod() {
    PodLife pod =
        PodLife.of(
            MAIN.withPreStop(Duration.ofSeconds(10))
                .with(Application.DEFAULT.draining(Duration.ofSeconds(30))));

    assertThat(story(pod))
        .isEqualTo(
            """
            0s main preStop began
            10s main preStop ended
            10s main got SIGTERM
            10s main listens no more
            30s main got SIGKILL
            30s main ended\
            """);
  }

  @Test
  void aPreStopThatEatsTheGracePeriodLeavesTwoSeconds() {
    PodLife pod =
        PodLife.of(
                MAIN.withPreStop(Duration.ofSeconds(60))
                    .with(Application.DEFAULT.ignoringSigterm()))
            .withGracePeriod(Duration.ofSeconds(20));

    assertThat(story(pod))
        .isEqualTo(
            """
            0s main preStop began
            20s main preStop ended
            20s main got SIGTERM
            22s main listens no more
            22s main got SIGKILL
            22s main ended\
            """);
  }

  @Test
  void whoIgnoresSigtermServesUntilSigkill() {
    assertThat(
            Termination.of(
                    PodLife.of(MAIN.with(Application.DEFAULT.ignoringSigterm())),
                    Duration.ZERO,
                    Duration.ofSeconds(30),
                    Duration.ZERO)
                .closed("main"))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void sidecarsEndAfterTheContainersTheLastOneFirst() {
    PodLife pod =
        PodLife.of(
            ContainerLife.named("mesh").asSidecar(),
            ContainerLife.named("log").asSidecar().with(drainingFor(1)),
            MAIN.with(drainingFor(4)));

    assertThat(story(pod))
        .isEqualTo(
            """
            0s main got SIGTERM
            0s main listens no more
            4s main ended
            4s log got SIGTERM
            4s log listens no more
            5s log ended
            5s mesh got SIGTERM
            5s mesh listens no more
            5s mesh ended\
            """);
  }

  @Test
  void aSidecarsPreStopBeginsWithEverybodys() {
    PodLife pod =
        PodLife.of(
            ContainerLife.named("mesh").asSidecar().withPreStop(Duration.ofSeconds(3)),
            MAIN.with(drainingFor(2)));

    assertThat(story(pod))
        .isEqualTo(
            """
            0s main got SIGTERM
            0s main listens no more
            0s mesh preStop began
            2s main ended
            3s mesh preStop ended
            3s mesh got SIGTERM
            3s mesh listens no more
            3s mesh ended\
            """);
  }

  @Test
  void aSidecarWaitsNoLongerThanTheGracePeriod() {
    PodLife pod =
        PodLife.of(
                ContainerLife.named("mesh").asSidecar().with(drainingFor(9)),
                MAIN.with(Application.DEFAULT.ignoringSigterm()))
            .withGracePeriod(Duration.ofSeconds(6));

    assertThat(story(pod))
        .isEqualTo(
            """
            0s main got SIGTERM
            6s main listens no more
            6s main got SIGKILL
            6s main ended
            6s mesh got SIGTERM
            6s mesh listens no more
            8s mesh got SIGKILL
            8s mesh ended\
            """);
  }

  @Test
  void readinessIsAskedOnWhileThePodTerminates() {
    PodLife pod =
        PodLife.of(
            MAIN.with(drainingFor(25))
                .withReadiness(new ContainerProbe(Duration.ZERO, Duration.ofSeconds(2), 1, 3)));
    Startup startup = Startup.of(pod, Duration.ZERO, Duration.ZERO);
    Termination end =
        Termination.of(pod, Duration.ofSeconds(61), Duration.ofSeconds(30), Duration.ZERO);

    assertThat(end.unready(pod, startup)).contains(Duration.ofSeconds(66));
  }

  @Property(tries = 300)
  void itEndsTwoSecondsAfterTheGracePeriodAtTheLatest(
      @ForAll @IntRange(max = 60) int preStop,
      @ForAll @IntRange(max = 60) int drain,
      @ForAll @IntRange(min = 1, max = 40) int grace) {
    PodLife pod =
        PodLife.of(
            ContainerLife.named("mesh").asSidecar().with(drainingFor(drain)),
            MAIN.withPreStop(Duration.ofSeconds(preStop)).with(drainingFor(drain)));

    Duration end =
        Termination.of(pod, Duration.ZERO, Duration.ofSeconds(grace), Duration.ZERO).end();

    assertThat(end).isLessThanOrEqualTo(Duration.ofSeconds(grace + 2L + 2L));
  }

  private static Application drainingFor(long seconds) {
    return Application.DEFAULT.draining(Duration.ofSeconds(seconds));
  }

  private static String story(PodLife pod) {
    return Termination.of(pod, Duration.ZERO, pod.gracePeriod(), Duration.ZERO).events().stream()
        .map(event -> Durations.text(event.at()) + " " + event.container() + " " + event.kind())
        .collect(joining("\n"));
  }
}
