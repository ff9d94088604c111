package io.kubenet.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.assertj.KubeNetAssertions;
import io.kubenet.junit.KubeNetTest.Lifecycle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What failing tests of every kind report. */
class FailingTestsTest {

  @KubeNetTest(
      manifests = "shop.yaml",
      nodes = {"node-a", "node-b"},
      seed = 5)
  static class Body {
    @Test
    void fails(Cluster cluster) {
      cluster.markUnready("shop/api-1");
      KubeNetAssertions.assertThat(cluster.pod("shop/client").connectTo("api.shop", 80))
          .isServedBy("shop/api-1");
    }
  }

  @Test
  void failureCarriesTheCluster() {
    String report = onlyReport(Body.class);

    assertThat(report)
        .startsWith(
            """
            the test's cluster: iptables, Kubernetes 1.36, IPv4, seed 5
            to run it again: mvn test -Dtest='io.kubenet.junit.FailingTestsTest$Body#fails'
            connection, also told by: kubenet trace -f cluster.yaml --mode iptables \
            --kubernetes-version 1.36 --seed 5 --from pod/shop/client --to api.shop:80
              1 of all: TCP 10.244.1.2:32768 -> 10.96.0.20:80
                was served by pod shop/api-2
                pod shop/client
                  routed      via 10.244.1.1 dev eth0
            """)
        .contains("the cluster as it stood, as a manifest:\n")
        .contains("  name: api-1\n");
  }

  @KubeNetTest
  static class Before {
    @BeforeEach
    void fails(Cluster cluster) {
      throw new IllegalStateException(cluster.config().toString());
    }

    @Test
    void isNeverRun() {}
  }

  @KubeNetTest
  static class After {
    @Test
    void passes(Cluster cluster) {
      assertThat(cluster).isNotNull();
    }

    @AfterEach
    void fails() {
      throw new IllegalStateException("after");
    }
  }

  @KubeNetTest(lifecycle = Lifecycle.PER_CLASS)
  static class Shared {
    @Test
    void fails(Cluster cluster) {
      throw new AssertionError(cluster.config());
    }
  }

  @Test
  void lifecycleMethodsReportToo() {
    assertThat(onlyReport(Before.class)).contains("-Dtest='" + Before.class.getName() + "#isNever");
    assertThat(onlyReport(After.class)).contains("#passes'");
    assertThat(onlyReport(Shared.class)).contains("#fails'");
  }

  @KubeNetTest(lifecycle = Lifecycle.PER_CLASS)
  static class AfterAllOfTests {
    @Test
    void passes(Cluster cluster) {
      assertThat(cluster).isNotNull();
    }

    @AfterAll
    static void fails() {
      throw new IllegalStateException("after all");
    }
  }

  @Test
  void failureOfASharedClustersClassReportsOnce() {
    List<Throwable> failures =
        Kit.failures(Kit.run(AfterAllOfTests.class, Map.of()).containerEvents());

    assertThat(failures)
        .singleElement()
        .satisfies(failure -> assertThat(report(failure)).contains("#*'"));
  }

  @KubeNetTest
  static class Aborted {
    @Test
    void aborts(Cluster cluster) {
      Assumptions.assumeTrue(cluster == null, "never");
    }
  }

  @Test
  void abortedTestReportsNothing() {
    Kit.jupiter(Aborted.class).assertStatistics(counts -> counts.started(1).aborted(1).failed(0));
  }

  @KubeNetTest
  static class WithoutCluster {
    @Test
    void fails() {
      throw new IllegalStateException("without cluster");
    }
  }

  @Test
  void failureThatUsedNoClusterIsLeftAlone() {
    assertThat(onlyFailure(WithoutCluster.class).getSuppressed()).isEmpty();
  }

  @KubeNetTest(manifests = "shoop.yaml")
  static class MissingManifest {
    @Test
    void fails(Cluster cluster) {}
  }

  @KubeNetTest(kubernetesVersion = "2.0")
  static class UnknownVersion {
    @Test
    void fails(Cluster cluster) {}
  }

  @KubeNetTest(manifests = "kind: Service\nsepc: {}\n")
  static class BrokenManifest {
    @Test
    void fails(Cluster cluster) {}
  }

  @KubeNetTest(
      manifests = "shop.yaml",
      nodes = {"node-a", "node-b"})
  static class UnknownPod {
    @Test
    void fails(@Pod("shop/api-9") Host pod) {}
  }

  @KubeNetTest
  static class OutsideOfTests {
    @BeforeAll
    static void fails(Cluster cluster) {}

    @Test
    void isNeverRun() {}
  }

  static class NoAnnotation {
    @Test
    void fails(Cluster cluster) {}
  }

  @KubeNetTest
  static class WrongField {
    @InjectCluster private String field;

    @Test
    void fails() {
      assertThat(field).isNull();
    }
  }

  @KubeNetTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @Execution(ExecutionMode.CONCURRENT)
  static class RacingField {
    @InjectCluster private Cluster field;

    @Test
    void fails() {
      assertThat(field).isNull();
    }
  }

  @Test
  void mistakesAreNamed() {
    assertThat(onlyFailure(MissingManifest.class))
        .hasMessageContaining(
            "@KubeNetTest(manifests = \"shoop.yaml\"): no such resource beside"
                + " io.kubenet.junit.FailingTestsTest$MissingManifest");
    assertThat(onlyFailure(UnknownVersion.class))
        .hasMessageContaining(
            "@KubeNetTest(kubernetesVersion = \"2.0\"): Kubernetes version '2.0' is not modelled");
    assertThat(onlyFailure(BrokenManifest.class))
        .hasMessageContaining("manifest of BrokenManifest:1");
    assertThat(onlyFailure(UnknownPod.class))
        .hasMessageContaining("no pod 'shop/api-9'")
        .hasMessageContaining("pods in namespace 'shop': api-1, api-2, client");
    assertThat(onlyFailure(WrongField.class))
        .hasMessage("@InjectCluster field WrongField.field: must be of type io.kubenet.Cluster");
    assertThat(onlyFailure(NoAnnotation.class))
        .hasMessageContaining("No ParameterResolver registered for parameter");
  }

  @Test
  void fieldThatTestsWouldRaceForIsRefused() {
    List<Throwable> failures =
        Kit.failures(
            Kit.run(RacingField.class, Map.of("junit.jupiter.execution.parallel.enabled", "true"))
                .testEvents());

    assertThat(failures)
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining("tests that run at once share this instance"));
  }

  @Test
  void clusterOutsideOfTestsMustBeShared() {
    List<Throwable> failures =
        Kit.failures(Kit.run(OutsideOfTests.class, Map.of()).containerEvents());

    assertThat(failures)
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining("to share one, say @KubeNetTest(lifecycle = PER_CLASS)"));
  }

  private static Throwable onlyFailure(Class<?> testClass) {
    List<Throwable> failures = Kit.failures(Kit.run(testClass, Map.of()).allEvents());
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  private static String onlyReport(Class<?> testClass) {
    return report(onlyFailure(testClass));
  }

  private static String report(Throwable failure) {
    assertThat(failure.getSuppressed()).hasSize(1).hasOnlyElementsOfType(ClusterDiagnostics.class);
    return failure.getSuppressed()[0].getMessage();
  }
}
