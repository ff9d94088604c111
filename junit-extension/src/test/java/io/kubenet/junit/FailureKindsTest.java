package io.kubenet.junit;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.assertj.KubeNetSoftAssertions;
import io.kubenet.junit.KubeNetTest.Lifecycle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a test fails, its failure carries the cluster that it used. */
class FailureKindsTest {

  static List<Arguments> failingTests() {
    return List.of(
        Arguments.of(InItsBody.class, "thrown by the test", "#fails'"),
        Arguments.of(Softly.class, "to end TIMED_OUT", "#fails'"),
        Arguments.of(OutOfTime.class, "timed out after 50 milliseconds", "#fails'"),
        Arguments.of(InNoTime.class, "execution exceeded timeout of 0 ms", "#fails'"),
        Arguments.of(Around.class, "inside", "$Around$Inside#fails'"),
        Arguments.of(Inheriting.class, "thrown by the base", "$Inheriting#fails'"),
        Arguments.of(OfParameters.class, "thrown for second", "#fails'"),
        Arguments.of(Repeated.class, "thrown by repetition 2", "#fails'"),
        Arguments.of(InOneMode.class, "thrown in nftables", "#fails'"),
        Arguments.of(InOneModeOfAClass.class, "thrown in nftables", "#fails'"),
        Arguments.of(UnknownParameter.class, "No ParameterResolver registered", "#fails'"),
        Arguments.of(BeforeAllTests.class, "thrown before all", "#*'"),
        Arguments.of(InTheConstructor.class, "thrown by the constructor", "#isNeverRun'"));
  }

  @ParameterizedTest
  @MethodSource("failingTests")
  void failureCarriesItsCluster(Class<?> failing, String message, String again) {
    List<Throwable> failures = Kit.failures(Kit.run(failing, Map.of()).allEvents());

    assertThat(failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure).hasMessageContaining(message);
              assertThat(reports(failure))
                  .singleElement()
                  .satisfies(
                      report ->
                          assertThat(report.getMessage())
                              .startsWith("the test's cluster: ")
                              .contains(again)
                              .contains("kind: Node\n"));
            });
  }

  @Test
  void reportSaysTheModeThatTheTestFailedIn() {
    Throwable failure = Kit.failures(Kit.run(InOneMode.class, Map.of()).allEvents()).get(0);

    assertThat(reports(failure).get(0).getMessage())
        .startsWith("the test's cluster: nftables, Kubernetes 1.36, IPv4, seed 0\n");
  }

  @Test
  void failureOfAFirstConnectionIsToldWithTheLastOnesToo() {
    Throwable failure = Kit.failures(Kit.run(Softly.class, Map.of()).allEvents()).get(0);

    assertThat(reports(failure).get(0).getMessage())
        .contains("--from node/node1 --to 192.168.0.12:81")
        .contains("--from node/node1 --to 192.168.0.12:82");
  }

  private static List<Throwable> reports(Throwable failure) {
    return List.of(failure.getSuppressed()).stream()
        .filter(ClusterDiagnostics.class::isInstance)
        .toList();
  }

  @KubeNetTest
  static class InItsBody {
    @Test
    void fails(Cluster cluster) {
      throw new IllegalStateException("thrown by the test of " + cluster.config());
    }
  }

  @KubeNetTest
  static class Softly {
    @Test
    void fails(@Node("node1") Host node, @Node("node2") Host other) {
      KubeNetSoftAssertions softly = new KubeNetSoftAssertions();
      softly.assertThat(node.connectTo(other.ip(), 81)).isTimedOut();
      softly.assertThat(node.connectTo(other.ip(), 82)).isTimedOut();
      softly.assertAll();
    }
  }

  @KubeNetTest
  static class OutOfTime {
    @Test
    @Timeout(value = 50, unit = TimeUnit.MILLISECONDS)
    void fails(Cluster cluster) throws InterruptedException {
      new CountDownLatch(cluster.config().toString().length()).await();
    }
  }

  @KubeNetTest
  static class InNoTime {
    @Test
    void fails(Cluster cluster) {
      Assertions.assertTimeoutPreemptively(
          Duration.ZERO,
          () -> new CountDownLatch(cluster.config().toString().length()).await(),
          "execution exceeded timeout of 0 ms");
    }
  }

  @KubeNetTest
  static class Around {
    @Nested
    class Inside {
      @Test
      void fails(Cluster cluster) {
        throw new IllegalStateException("inside " + cluster.config());
      }
    }
  }

  @KubeNetTest
  abstract static class Base {
    @Test
    void fails(Cluster cluster) {
      throw new IllegalStateException("thrown by the base of " + cluster.config());
    }
  }

  static class Inheriting extends Base {}

  @KubeNetTest
  static class OfParameters {
    @ParameterizedTest
    @ValueSource(strings = {"first", "second"})
    void fails(String name, Cluster cluster) {
      if (name.equals("second")) {
        throw new IllegalStateException("thrown for second " + cluster.config());
      }
    }
  }

  @KubeNetTest
  static class Repeated {
    @RepeatedTest(2)
    void fails(Cluster cluster, RepetitionInfo repetition) {
      if (repetition.getCurrentRepetition() == 2) {
        throw new IllegalStateException("thrown by repetition 2 " + cluster.config());
      }
    }
  }

  @KubeNetTest
  static class InOneMode {
    @ProxyModeTest
    void fails(Cluster cluster) {
      if (cluster.config().toString().startsWith("nftables")) {
        throw new IllegalStateException("thrown in nftables");
      }
    }
  }

  @KubeNetTest
  @ForEachProxyMode
  static class InOneModeOfAClass {
    @Test
    void fails(Cluster cluster) {
      if (cluster.config().toString().startsWith("nftables")) {
        throw new IllegalStateException("thrown in nftables");
      }
    }
  }

  @KubeNetTest
  static class UnknownParameter {
    @Test
    void fails(Cluster cluster, Runnable nobodyGivesThis) {
      throw new ParameterResolutionException(cluster + " " + nobodyGivesThis);
    }
  }

  @KubeNetTest(lifecycle = Lifecycle.PER_CLASS)
  static class BeforeAllTests {
    @BeforeAll
    static void fails(Cluster cluster) {
      throw new IllegalStateException("thrown before all of " + cluster.config());
    }

    @Test
    void isNeverRun() {}
  }

  @KubeNetTest
  static class InTheConstructor {
    InTheConstructor(Cluster cluster) {
      throw new IllegalStateException("thrown by the constructor with " + cluster.config());
    }

    @Test
    void isNeverRun() {}
  }
}
